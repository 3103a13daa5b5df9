using System.Globalization;

namespace Support.Domain.Calendars;

/// <summary>The civil days without business time: single dates, and dates of every year.</summary>
internal sealed class HolidayDates
{
    private const string SingleFormat = "yyyy-MM-dd";
    private const string YearlyFormat = "MM-dd";

    // A leap year, so that 29 February may be a yearly holiday.
    private const int AnyLeapYear = 2000;

    private readonly HashSet<int> _singleDayNumbers = [];
    private readonly bool[] _yearly = new bool[13 * 32];
    private bool _any;

    /// <summary>Whether the text is a real date, <c>2026-12-25</c>, or a real date of some year, <c>12-25</c>.</summary>
    public static bool IsDate(string text) => TryParse(text, out _, out _);

    /// <summary>Adds a date.</summary>
    /// <exception cref="FormatException">The text is neither form of date.</exception>
    public void Add(string text)
    {
        if (!TryParse(text, out DateOnly date, out bool yearly))
        {
            throw new FormatException($"'{text}' is no date such as 2026-12-25 or 12-25.");
        }

        _any = true;
        if (yearly)
        {
            _yearly[Index(date)] = true;
        }
        else
        {
            _singleDayNumbers.Add(date.DayNumber);
        }
    }

    /// <summary>Whether the day of that number (<see cref="DateOnly.DayNumber"/>) is a holiday.</summary>
    public bool Contains(int dayNumber)
    {
        // Local days can lie just outside what DateOnly covers, at the very ends of DateTimeOffset.
        if (!_any || dayNumber < 0 || dayNumber > DateOnly.MaxValue.DayNumber)
        {
            return false;
        }

        return _yearly[Index(DateOnly.FromDayNumber(dayNumber))] || _singleDayNumbers.Contains(dayNumber);
    }

    private static int Index(DateOnly date) => (date.Month * 32) + date.Day;

    private static bool TryParse(string text, out DateOnly date, out bool yearly)
    {
        yearly = text.Length == YearlyFormat.Length;
        string full = yearly ? FormattableString.Invariant($"{AnyLeapYear}-{text}") : text;
        return DateOnly.TryParseExact(full, SingleFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}
