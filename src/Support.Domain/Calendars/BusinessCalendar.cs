using NodaTime;
using Support.Domain.Model;

namespace Support.Domain.Calendars;

/// <summary>When business time passes, and the arithmetic on it. Instants are UTC; intervals are half-open.</summary>
public abstract class BusinessCalendar
{
    /// <summary>24x7: business time is time.</summary>
    public static BusinessCalendar AlwaysOpen { get; } = new AlwaysOpenCalendar();

    /// <summary>How far ahead <see cref="Add"/> looks: ten years, leap days included.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(3653);

    /// <summary>Compiles a definition that the model reader accepts.</summary>
    /// <exception cref="FormatException">The time zone, an interval or a holiday is none, or a holiday's hours cross midnight.</exception>
    public static BusinessCalendar From(CalendarDefinition definition)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(definition.TimeZone)
            ?? throw new FormatException($"'{definition.TimeZone}' is no IANA time zone.");
        if (definition.AlwaysOpen)
        {
            return AlwaysOpen;
        }

        return new WeeklyCalendar(zone, new OpenDays(WeekOf(definition), HolidaysOf(definition)));
    }

    /// <summary>The business time in <c>[from, to)</c>; zero when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public abstract TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to);

    /// <summary>
    /// The earliest instant at which <paramref name="amount"/> of business time has passed since <paramref name="from"/>:
    /// an amount that is used up exactly at closing time is due at closing time, not at the next opening. Zero or less is
    /// due at <paramref name="from"/> itself. Null when that much business time does not pass within the
    /// <see cref="Horizon"/>.
    /// </summary>
    public abstract DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount);

    /// <summary>Whether business time passes at that instant.</summary>
    public abstract bool IsOpen(DateTimeOffset at);

    /// <summary>
    /// The earliest instant, not before <paramref name="at"/>, at which business time passes: <paramref name="at"/> itself
    /// when the calendar is open then. Null when it does not open within the <see cref="Horizon"/>.
    /// </summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => Add(at, TimeSpan.FromTicks(1))?.AddTicks(-1);

    /// <summary>
    /// The time in <c>[from, to)</c> cut into stretches, in order and without gaps: each open or closed, and why. None when
    /// <paramref name="to"/> is not after <paramref name="from"/>. The open ones are together what has
    /// <see cref="Elapsed"/>. There are about as many as days, so whoever asks for years takes only as many as they want.
    /// </summary>
    public abstract IEnumerable<BusinessSegment> Segments(DateTimeOffset from, DateTimeOffset to);

    private static WeeklyHours WeekOf(CalendarDefinition definition)
    {
        var week = new IReadOnlyList<OpeningInterval>[WeeklyHours.DayNames.Length];
        for (int day = 0; day < week.Length; day++)
        {
            IReadOnlyList<string>? intervals = null;
            definition.Weekly?.TryGetValue(WeeklyHours.DayNames[day], out intervals);
            week[day] = [.. (intervals ?? []).Select(Parse)];
        }

        return new WeeklyHours(week);
    }

    private static HolidayDates HolidaysOf(CalendarDefinition definition)
    {
        var dates = new HolidayDates();
        foreach (Holiday holiday in definition.Holidays.Concat(definition.FileHolidays))
        {
            dates.Add(holiday.Date, new HolidayDay(holiday.Name, OpenTicks.Joined((holiday.Hours ?? []).Select(WithinDay))));
        }

        return dates;
    }

    private static OpenTicks WithinDay(string text)
    {
        OpeningInterval interval = Parse(text);
        return !interval.CrossesMidnight
            ? OpenTicks.FromMinutes(interval.StartMinute, interval.EndMinute)
            : throw new FormatException($"'{text}' crosses midnight; the hours of a holiday lie within its day.");
    }

    private static OpeningInterval Parse(string text) => OpeningInterval.TryParse(text, out OpeningInterval interval)
        ? interval
        : throw new FormatException($"'{text}' is no interval such as 09:00-17:00.");
}
