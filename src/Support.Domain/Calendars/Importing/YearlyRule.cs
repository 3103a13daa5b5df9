using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Support.Domain.Calendars.Importing;

/// <summary>A recurrence rule with FREQ=YEARLY: the dates of every so many years.</summary>
internal sealed record YearlyRule
{
    // All days of a month, from its beginning and from its end.
    private const int ItemsMax = 62;

    private static readonly ImmutableArray<string> Weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private int Interval { get; init; } = 1;

    private int? Count { get; init; }

    private DateOnly? Until { get; init; }

    private ImmutableArray<int> Months { get; init; } = [];

    private ImmutableArray<int> MonthDays { get; init; } = [];

    private ImmutableArray<(int Ordinal, DayOfWeek Day)> Days { get; init; } = [];

    private ImmutableArray<int> Positions { get; init; } = [];

    /// <summary>Reads a rule.</summary>
    /// <exception cref="HolidayFileException">It has a part that cannot be read, or is not of years.</exception>
    public static YearlyRule Parse(ContentLine line, DateTimeZone zone)
    {
        var rule = new YearlyRule();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in line.Value.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            if (pair.Length < 2 || !known.Add(pair[0]))
            {
                throw new HolidayFileException(line.Number, $"Expected parts such as BYMONTH=5, each once, found {HolidayEvents.Shown(part)}.");
            }

            rule = With(rule, pair[0], pair[1], line, zone);
        }

        bool isAmbiguous = rule.MonthDays.Length > 0 && rule.Days.Any(static day => day.Ordinal != 0);
        if (!known.Contains("FREQ") || isAmbiguous || (known.Contains("COUNT") && known.Contains("UNTIL")))
        {
            throw new HolidayFileException(line.Number, "Expected FREQ=YEARLY, at most one of COUNT and UNTIL, and no ordinal in BYDAY beside BYMONTHDAY.");
        }

        return rule;
    }

    /// <summary>The dates of the rule from a first one on, which is always one of them.</summary>
    public IEnumerable<DateOnly> DaysFrom(DateOnly first)
    {
        DateOnly last = Until ?? DateOnly.MaxValue;
        int left = Count ?? int.MaxValue;
        foreach (DateOnly day in Matching(first).Prepend(first))
        {
            if (day > last || left-- == 0)
            {
                yield break;
            }

            yield return day;
        }
    }

    private IEnumerable<DateOnly> Matching(DateOnly first)
    {
        for (int year = first.Year; year <= HolidayFile.LastYear; year += Interval)
        {
            DateOnly[] days = [.. OfYear(year, first).Distinct().Order()];
            IEnumerable<DateOnly> chosen = Positions.IsEmpty
                ? days
                : Positions.Select(position => position > 0 ? position - 1 : days.Length + position)
                    .Where(index => index >= 0 && index < days.Length).Distinct().Order().Select(index => days[index]);
            foreach (DateOnly day in chosen.Where(day => day > first))
            {
                yield return day;
            }
        }
    }

    private IEnumerable<DateOnly> OfYear(int year, DateOnly first)
    {
        IEnumerable<int> allMonths = Months.IsEmpty ? Enumerable.Range(1, 12) : Months;
        if (!MonthDays.IsEmpty)
        {
            return allMonths.SelectMany(month => MonthDays.Select(day => OfMonth(year, month, day)).OfType<DateOnly>())
                .Where(date => Days.IsEmpty || Days.Any(day => day.Day == date.DayOfWeek));
        }

        if (Days.IsEmpty)
        {
            IEnumerable<int> months = Months.IsEmpty ? [first.Month] : Months;
            return months.Select(month => OfMonth(year, month, first.Day)).OfType<DateOnly>();
        }

        var newYear = new DateOnly(year, 1, 1);
        return Months.IsEmpty
            ? Days.SelectMany(day => WeekdaysIn(newYear, newYear.AddYears(1), day))
            : Months.SelectMany(month => Days.SelectMany(day => WeekdaysIn(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1), day)));
    }

    /// <summary>The date of a month; a negative day counts from its end. Null when the month does not have it.</summary>
    private static DateOnly? OfMonth(int year, int month, int day)
    {
        int length = DateTime.DaysInMonth(year, month);
        int real = day > 0 ? day : length + day + 1;
        return real >= 1 && real <= length ? new DateOnly(year, month, real) : null;
    }

    /// <summary>One weekday of a span, or all of them when the ordinal is zero.</summary>
    private static DateOnly[] WeekdaysIn(DateOnly from, DateOnly to, (int Ordinal, DayOfWeek Day) wanted)
    {
        DateOnly[] all = [.. Enumerable.Range(0, to.DayNumber - from.DayNumber).Select(from.AddDays).Where(day => day.DayOfWeek == wanted.Day)];
        int index = wanted.Ordinal > 0 ? wanted.Ordinal - 1 : all.Length + wanted.Ordinal;
        return wanted.Ordinal == 0 ? all : index >= 0 && index < all.Length ? [all[index]] : [];
    }

    private static YearlyRule With(YearlyRule rule, string name, string value, ContentLine line, DateTimeZone zone) => name switch
    {
        "FREQ" when value == "YEARLY" => rule,
        "INTERVAL" => rule with { Interval = Number(value, 1, 1000, line) },
        "COUNT" => rule with { Count = Number(value, 1, HolidayFile.DaysMax, line) },
        "UNTIL" => rule with { Until = UntilOf(value, line, zone) },
        "BYMONTH" => rule with { Months = Numbers(value, 1, 12, line) },
        "BYMONTHDAY" => rule with { MonthDays = Numbers(value, -31, 31, line) },
        "BYDAY" => rule with { Days = [.. List(value, line).Select(day => DayOf(day, line))] },
        "BYSETPOS" => rule with { Positions = Numbers(value, -366, 366, line) },
        "WKST" when Weekdays.Contains(value) => rule,
        _ => throw new HolidayFileException(line.Number, $"{HolidayEvents.Shown(name)}={HolidayEvents.Shown(value)} cannot be read; expected FREQ=YEARLY with INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, BYDAY or BYSETPOS."),
    };

    /// <summary>The last day of a rule; a rule may end at any time of that day.</summary>
    private static DateOnly UntilOf(string value, ContentLine line, DateTimeZone zone)
    {
        string[] formats = ["yyyyMMdd", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmss'Z'"];
        if (!DateTime.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
        {
            throw new HolidayFileException(line.Number, $"Expected UNTIL to be a date such as 20301231, found {HolidayEvents.Shown(value)}.");
        }

        // Years far away stand for "for ever" and may have no date in another zone.
        bool isUtc = value.EndsWith('Z') && time.Year <= HolidayFile.LastYear && time.Year >= HolidayFile.FirstYear;
        return isUtc ? LocalDateTime.FromDateTime(time).InUtc().WithZone(zone).Date.ToDateOnly() : DateOnly.FromDateTime(time);
    }

    private static (int Ordinal, DayOfWeek Day) DayOf(string text, ContentLine line)
    {
        int day = text.Length < 2 ? -1 : Weekdays.IndexOf(text[^2..]);
        return day < 0
            ? throw new HolidayFileException(line.Number, $"Expected a weekday such as -1MO, found {HolidayEvents.Shown(text)}.")
            : (text.Length == 2 ? 0 : Number(text[..^2], -53, 53, line), (DayOfWeek)day);
    }

    private static ImmutableArray<int> Numbers(string value, int min, int max, ContentLine line) =>
        [.. List(value, line).Select(text => Number(text, min, max, line))];

    private static int Number(string text, int min, int max, ContentLine line) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max && number != 0
            ? number
            : throw new HolidayFileException(line.Number, $"Expected a number from {min} to {max}, found {HolidayEvents.Shown(text)}.");

    private static string[] List(string value, ContentLine line)
    {
        string[] items = value.Split(',');
        return items.Length <= ItemsMax
            ? items
            : throw new HolidayFileException(line.Number, $"Expected at most {ItemsMax} values in a part of a rule, found {items.Length}.");
    }
}
