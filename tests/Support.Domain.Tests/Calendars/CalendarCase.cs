using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Tests.Calendars;

/// <summary>A calendar drawn at random, and an instant near which something is to be computed on it.</summary>
internal sealed record CalendarCase(CalendarDefinition Definition, DateTimeOffset Start)
{
    // Zones with daylight saving of an hour, of two, and of half an hour, changes at midnight and a minute after it, a
    // winter time that is the shifted one, changes around Ramadan, a skipped day, odd offsets, and none at all.
    private static readonly string[] TimeZones =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tehran", "Africa/Cairo",
        "America/St_Johns", "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu", "Pacific/Chatham", "Antarctica/Troll",
        "Europe/Dublin", "Africa/Casablanca", "America/Havana", "Asia/Gaza", "Etc/UTC",
    ];

    // Since 1975 offsets are whole minutes everywhere.
    private static readonly Instant First = Instant.FromUtc(1975, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2040, 1, 1, 0, 0);

    private static readonly Dictionary<string, Instant[]> Changes = TimeZones.ToDictionary(
        static id => id,
        static id => DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(First, Last)
            .Where(static interval => interval.HasEnd && interval.End < Last)
            .Select(static interval => interval.End)
            .ToArray());

    public static Gen<CalendarCase> Any { get; } =
        from zone in Gen.Elements(TimeZones)
        from start in AnyStart(zone)
        from alwaysOpen in Gen.Frequency((24, Gen.Constant(false)), (1, Gen.Constant(true)))
        from week in Gen.ArrayOf(AnyDay, WeeklyHours.DayNames.Length)
        from holidays in AnyHolidays(start)
        select new CalendarCase(
            alwaysOpen
                ? new CalendarDefinition { TimeZone = zone, AlwaysOpen = true }
                : new CalendarDefinition { TimeZone = zone, Weekly = Weekly(week), Holidays = holidays },
            start);

    /// <summary>Some whole minutes, some odd ticks: both are where mistakes sit. Most are hours, few are days.</summary>
    public static Gen<long> Ticks(int minutesMax) =>
        from minutes in Gen.Frequency(
            (1, Gen.Constant(0)), (4, Gen.Choose(0, minutesMax / 40)), (4, Gen.Choose(0, minutesMax / 4)), (1, Gen.Choose(0, minutesMax)))
        from ticks in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(1, (int)TimeSpan.TicksPerMinute - 1)))
        select (minutes * TimeSpan.TicksPerMinute) + ticks;

    public BusinessCalendar Compile() => BusinessCalendar.From(Definition);

    public override string ToString() =>
        $"{Definition.TimeZone} from {Start:O}{(Definition.AlwaysOpen ? " 24x7" : "")} "
        + string.Join(' ', (Definition.Weekly ?? new Dictionary<string, IReadOnlyList<string>>()).Select(static day => $"{day.Key}[{string.Join(' ', day.Value)}]"))
        + $" holidays[{string.Join(' ', Definition.Holidays.Select(static day => $"{day.Date}({string.Join(' ', day.Hours ?? [])})"))}]";

    /// <summary>Half of the cases are about a change of the zone's offset, up to four days before it.</summary>
    private static Gen<DateTimeOffset> AnyStart(string zone) =>
        from change in Changes[zone] is { Length: > 0 } changes
            ? Gen.Frequency((1, Gen.Elements(changes)), (1, AnyInstant))
            : AnyInstant
        from minutes in Gen.Frequency((1, Gen.Choose(-180, 60)), (1, Gen.Choose(-4 * OpeningInterval.MinutesPerDay, 0)))
        from ticks in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, (int)TimeSpan.TicksPerMinute - 1)))
        select change.ToDateTimeOffset().AddMinutes(minutes).AddTicks(ticks);

    private static Gen<Instant> AnyInstant =>
        Gen.Choose(0, (int)(Last - First).TotalMinutes).Select(static minutes => First + Duration.FromMinutes(minutes));

    /// <summary>Closed, the whole day, intervals in order, or one over midnight that goes on for an hour.</summary>
    private static Gen<string[]> AnyDay => Gen.Frequency(
        (1, Gen.Constant<string[]>([])),
        (1, Gen.Constant<string[]>(["00:00-24:00"])),
        (1, Gen.Choose(61, OpeningInterval.MinutesPerDay - 1).Select(static start => new[] { new OpeningInterval(start, 60).ToString() })),
        (2, AnyIntervals(2)),
        (3, AnyIntervals(4)),
        (1, AnyIntervals(8)));

    private static Gen<string[]> AnyIntervals(int times) =>
        from drawn in Gen.ArrayOf(Gen.Choose(0, OpeningInterval.MinutesPerDay), times)
        select drawn.Distinct().Order().Chunk(2).Where(static pair => pair.Length == 2)
            .Select(static pair => new OpeningInterval(pair[0], pair[1]).ToString()).ToArray();

    private static Gen<Holiday[]> AnyHolidays(DateTimeOffset start) =>
        from count in Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(1, 3)))
        from holidays in Gen.ArrayOf(AnyHoliday(start), count)
        select holidays;

    private static Gen<Holiday> AnyHoliday(DateTimeOffset start) =>
        from day in Gen.Choose(-1, 8)
        from yearly in Gen.Elements(true, false)
        from hours in Gen.Frequency((2, Gen.Constant<string[]?>(null)), (1, AnyIntervals(2).Select(static hours => hours.Length == 0 ? null : hours)))
        let date = start.AddDays(day).ToString(yearly ? "MM-dd" : "yyyy-MM-dd", null)
        select new Holiday { Date = date, Name = $"Day {day}", Hours = hours };

    private static Dictionary<string, IReadOnlyList<string>> Weekly(string[][] week) => WeeklyHours.DayNames.Zip(week)
        .ToDictionary(static day => day.First, static IReadOnlyList<string> (day) => day.Second);
}
