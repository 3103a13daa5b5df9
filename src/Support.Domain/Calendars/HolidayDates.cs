using System.Globalization;

namespace Support.Domain.Calendars;

/// <summary>
/// The civil days on which the week's hours do not hold: single dates, and dates of every year. A single date goes before
/// the one of every year, and of two alike the one added first.
/// </summary>
internal sealed class HolidayDates
{
    private const string SingleFormat = "yyyy-MM-dd";
    private const string YearlyFormat = "MM-dd";

    // A leap year, so that 29 February may be a yearly holiday.
    private const int AnyLeapYear = 2000;

    private readonly Dictionary<int, HolidayDay> _byDayNumber = [];
    private readonly HolidayDay?[] _yearly = new HolidayDay?[13 * 32];
    private bool _any;

    /// <summary>Whether the text is a real date, <c>2026-12-25</c>, or a real date of some year, <c>12-25</c>.</summary>
    public static bool IsDate(string text) => TryParse(text, out _, out _);

    /// <summary>Adds a date, unless there is one like it.</summary>
    /// <exception cref="FormatException">The text is neither form of date.</exception>
    public void Add(string text, HolidayDay holiday)
    {
        if (!TryParse(text, out DateOnly date, out bool yearly))
        {
            throw new FormatException($"'{text}' is no date such as 2026-12-25 or 12-25.");
        }

        _any = true;
        if (yearly)
        {
            _yearly[Index(date)] ??= holiday;
        }
        else
        {
            _byDayNumber.TryAdd(date.DayNumber, holiday);
        }
    }

    /// <summary>The holiday on the day of that number (<see cref="DateOnly.DayNumber"/>); null when it is a usual day.</summary>
    public HolidayDay? On(int dayNumber)
    {
        // Local days can lie just outside what DateOnly covers, at the very ends of DateTimeOffset.
        if (!_any || dayNumber < 0 || dayNumber > DateOnly.MaxValue.DayNumber)
        {
            return null;
        }

        return _byDayNumber.GetValueOrDefault(dayNumber) ?? _yearly[Index(DateOnly.FromDayNumber(dayNumber))];
    }

    private static int Index(DateOnly date) => (date.Month * 32) + date.Day;

    private static bool TryParse(string text, out DateOnly date, out bool yearly)
    {
        yearly = text.Length == YearlyFormat.Length;
        string full = yearly ? FormattableString.Invariant($"{AnyLeapYear}-{text}") : text;
        return DateOnly.TryParseExact(full, SingleFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}

/// <summary>What a holiday makes of its day.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Open">When it is open all the same, in order; nothing when it is closed.</param>
internal sealed record HolidayDay(string Name, OpenTicks[] Open);
