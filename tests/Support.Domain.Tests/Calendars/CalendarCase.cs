using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Tests.Calendars;

/// <summary>A calendar drawn at random, with the slow and obvious way to compute on it.</summary>
internal sealed record CalendarCase(string TimeZone, IReadOnlyList<IReadOnlyList<OpeningInterval>> Week, IReadOnlyList<string> Holidays, int StartMinute)
{
    // Zones with daylight saving of an hour and of half an hour, changes at midnight and a minute after it, a skipped
    // day, odd offsets, and none at all.
    private static readonly string[] TimeZones =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tehran",
        "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "Etc/UTC",
    ];

    // Weeks in which one or other of these zones changed its offset; minutes are counted from here.
    private static readonly DateTimeOffset[] Weeks =
    [
        new(2026, 3, 25, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 21, 0, 0, 0, TimeSpan.Zero),
        new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 28, 0, 0, 0, TimeSpan.Zero),
        new(2010, 10, 13, 0, 0, 0, TimeSpan.Zero), new(2011, 2, 16, 0, 0, 0, TimeSpan.Zero),
        new(2011, 12, 28, 0, 0, 0, TimeSpan.Zero), new(2010, 11, 3, 0, 0, 0, TimeSpan.Zero),
        new(2011, 3, 9, 0, 0, 0, TimeSpan.Zero), new(2021, 9, 18, 0, 0, 0, TimeSpan.Zero),
        new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), new(2028, 2, 25, 0, 0, 0, TimeSpan.Zero),
    ];

    public static Gen<CalendarCase> Any { get; } =
        from timeZone in Gen.Elements(TimeZones)
        from week in Gen.ArrayOf(AnyDay, WeeklyHours.DayNames.Length)
        from first in Gen.Choose(0, Weeks.Length - 1)
        from minute in Gen.Choose(0, 5 * OpeningInterval.MinutesPerDay)
        from holidays in Gen.SubListOf(DatesFrom(Weeks[first]))
        select new CalendarCase(timeZone, week, [.. holidays.Take(3)], minute) { Base = Weeks[first] };

    public required DateTimeOffset Base { get; init; }

    public DateTimeOffset Start => Base.AddMinutes(StartMinute);

    public BusinessCalendar Compile() => BusinessCalendar.From(new CalendarDefinition
    {
        TimeZone = TimeZone,
        Weekly = WeeklyHours.DayNames.Select((name, index) => (name, index)).ToDictionary(
            static day => day.name,
            IReadOnlyList<string> (day) => [.. Week[day.index].Select(static interval => interval.ToString())]),
        Holidays = [.. Holidays.Select(static date => new Holiday { Date = date, Name = "Holiday" })],
    });

    /// <summary>Whether the wall clock shows an open time.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        LocalDateTime local = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[TimeZone]).LocalDateTime;
        if (Holidays.Contains(local.Date.ToString("yyyy-MM-dd", null)) || Holidays.Contains(local.Date.ToString("MM-dd", null)))
        {
            return false;
        }

        int minute = (local.Hour * 60) + local.Minute;
        int today = (int)local.DayOfWeek % 7;
        return Week[today].Any(interval => interval.StartMinute <= minute && (interval.CrossesMidnight || minute < interval.EndMinute))
            || Week[(today + 6) % 7].Any(interval => interval.CrossesMidnight && minute < interval.EndMinute);
    }

    /// <summary>The open minutes, counted one by one.</summary>
    public int OpenMinutes(DateTimeOffset from, int minutes) =>
        Enumerable.Range(0, minutes).Count(minute => IsOpen(from.AddMinutes(minute)));

    public override string ToString() =>
        $"{TimeZone} from {Start:O} {string.Join(' ', Week.Select((day, index) => $"{WeeklyHours.DayNames[index]}[{string.Join(' ', day)}]"))} holidays[{string.Join(' ', Holidays)}]";

    private static Gen<IReadOnlyList<OpeningInterval>> AnyDay =>
        from count in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(2)), (2, Gen.Constant(4)), (1, Gen.Constant(1)))
        from times in Gen.ArrayOf(Gen.Choose(0, OpeningInterval.MinutesPerDay), count)
        select Intervals(times);

    /// <summary>Intervals in order out of any times of day; one time alone opens for the rest of the day and an hour of the next.</summary>
    private static IReadOnlyList<OpeningInterval> Intervals(int[] times)
    {
        int[] inOrder = [.. times.Distinct().Order()];
        if (inOrder is [> 60 and < OpeningInterval.MinutesPerDay])
        {
            return [new OpeningInterval(inOrder[0], 60)];
        }

        return [.. inOrder.Chunk(2).Where(static pair => pair.Length == 2).Select(static pair => new OpeningInterval(pair[0], pair[1]))];
    }

    private static string[] DatesFrom(DateTimeOffset first) =>
    [
        .. Enumerable.Range(0, 8).Select(day => first.AddDays(day).ToString(day % 2 == 0 ? "yyyy-MM-dd" : "MM-dd", null)),
    ];
}
