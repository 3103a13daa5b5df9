using Support.Domain.Model;

namespace Support.Domain.Calendars.Importing;

/// <summary>
/// Reads holidays from an iCalendar file (RFC 5545): events of whole days, once or every so many years. What it cannot
/// read is a mistake with its line, never left out in silence. Cancelled events are no holidays; to-dos, journals and
/// alarms are none either; whether an event blocks time (TRANSP) does not matter.
/// </summary>
public static class HolidayFile
{
    /// <summary>The longest file, in characters.</summary>
    public const int LengthMax = 1024 * 1024;

    /// <summary>The most days of a file.</summary>
    public const int DaysMax = 20_000;

    /// <summary>Years outside of which holidays do not matter; a rule without an end runs from the first to the last of them.</summary>
    public const int FirstYear = 1970;

    /// <inheritdoc cref="FirstYear" />
    public const int LastYear = 2100;

    private const int MistakesMax = 100;

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="timeZone">IANA id of the zone whose civil days are holidays; times in other zones are converted to it.</param>
    /// <exception cref="FormatException">There is no such time zone.</exception>
    public static HolidayFileResult Read(string text, string timeZone)
    {
        NodaTime.DateTimeZone zone = NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone)
            ?? throw new FormatException($"'{timeZone}' is no IANA time zone.");
        if (text.Length > LengthMax)
        {
            return new HolidayFileResult([], [new HolidayFileMistake(1, $"Expected a file of at most {LengthMax / (1024 * 1024)} MiB, found a larger one.")]);
        }

        var mistakes = new List<HolidayFileMistake>();
        var holidays = new SortedSet<(DateOnly Date, string Name)>();
        foreach (HolidayEvent read in HolidayEvents.Of(ContentLine.Read(text, mistakes), mistakes))
        {
            foreach (DateOnly day in read.Days(zone, mistakes))
            {
                if (holidays.Count == DaysMax)
                {
                    mistakes.Add(new HolidayFileMistake(read.Line, $"Expected at most {DaysMax} days in one file."));
                    break;
                }

                holidays.Add((day, read.Name));
            }

            if (mistakes.Count >= MistakesMax || holidays.Count == DaysMax)
            {
                break;
            }
        }

        return new HolidayFileResult(
            [.. holidays.Select(static day => new Holiday { Date = day.Date.ToString("yyyy-MM-dd", null), Name = day.Name })],
            [.. mistakes.OrderBy(static mistake => mistake.Line).Take(MistakesMax)]);
    }
}

/// <summary>What came of reading a file of holidays.</summary>
/// <param name="Holidays">The days, in order, each with its name.</param>
/// <param name="Mistakes">What could not be read; with any, the holidays are not all of them.</param>
public sealed record HolidayFileResult(IReadOnlyList<Holiday> Holidays, IReadOnlyList<HolidayFileMistake> Mistakes);

/// <summary>Something in a file of holidays that cannot be read.</summary>
/// <param name="Line">The line, counted from one.</param>
/// <param name="Message">What was expected, and what was found.</param>
public sealed record HolidayFileMistake(int Line, string Message);
