using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Support.Domain.Json;

namespace Support.Domain.Calendars.Importing;

/// <summary>The civil day that a value of an event stands for: a date, or midnight as a date and time.</summary>
/// <param name="Date">The day in the calendar's zone.</param>
/// <param name="IsTime">Whether it was written as a date and time.</param>
/// <param name="IsCivil">Whether it was written in the calendar's own days, not converted from another zone's.</param>
internal readonly record struct DateValue(DateOnly Date, bool IsTime, bool IsCivil)
{
    private const string DateFormat = "yyyyMMdd";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss";

    /// <summary>Reads one value of a line.</summary>
    /// <exception cref="HolidayFileException">It is none, or no midnight in the zone.</exception>
    public static DateValue Of(ContentLine line, string value, DateTimeZone zone)
    {
        string? kind = line.Parameter("VALUE")?.ToUpperInvariant();
        if (kind is not (null or "DATE" or "DATE-TIME"))
        {
            throw new HolidayFileException(line.Number, $"Expected a date or a date and time, found VALUE={HolidayEvents.Shown(kind)}.");
        }

        if (kind != "DATE-TIME" && DateOnly.TryParseExact(value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return new DateValue(date, IsTime: false, IsCivil: true);
        }

        bool isUtc = value.EndsWith('Z');
        if (kind == "DATE" || !DateTime.TryParseExact(
            isUtc ? value[..^1] : value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            || time.Year < HolidayFile.FirstYear || time.Year > HolidayFile.LastYear)
        {
            throw new HolidayFileException(line.Number, $"Expected a date such as 20261225 in {line.Name}, a time only from {HolidayFile.FirstYear} to {HolidayFile.LastYear}, found {HolidayEvents.Shown(value)}.");
        }

        DateTimeZone written = isUtc ? DateTimeZone.Utc : ZoneOf(line) ?? zone;
        LocalDateTime local = LocalDateTime.FromDateTime(time);
        LocalDateTime here = written.Id == zone.Id ? local : local.InZoneLeniently(written).WithZone(zone).LocalDateTime;
        return here.TimeOfDay == LocalTime.Midnight
            ? new DateValue(here.Date.ToDateOnly(), IsTime: true, written.Id == zone.Id)
            : throw new HolidayFileException(
                line.Number,
                string.Create(CultureInfo.InvariantCulture, $"Expected midnight, found {here.ToDateTimeUnspecified():HH:mm} in {zone.Id}: a holiday is a whole day. One with opening hours is written in the model, with 'hours'."));
    }

    /// <summary>How many days a duration has, such as <c>P2D</c> or <c>P1W</c>.</summary>
    /// <exception cref="HolidayFileException">It is no duration of whole days.</exception>
    public static int WholeDays(ContentLine line)
    {
        string value = line.Value;
        if (value.Length > 2 && value[0] == 'P' && value[^1] == 'W' && int.TryParse(value.AsSpan(1, value.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int weeks) && weeks < 1000)
        {
            return weeks * 7;
        }

        return IsoDuration.TryParse(value, out TimeSpan duration) && duration.Ticks % TimeSpan.TicksPerDay == 0
            ? (int)duration.TotalDays
            : throw new HolidayFileException(line.Number, $"Expected a duration of whole days such as P2D, found {HolidayEvents.Shown(value)}.");
    }

    private static DateTimeZone? ZoneOf(ContentLine line)
    {
        if (line.Parameter("TZID") is not { } id)
        {
            return null;
        }

        // Office programs name zones as Windows does.
        string known = TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.TryGetValue(id, out string? tzdb) ? tzdb : id;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(known)
            ?? throw new HolidayFileException(line.Number, $"Expected an IANA time zone, found TZID={HolidayEvents.Shown(id)}.");
    }
}
