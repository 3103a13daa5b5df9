using FsCheck.Fluent;
using NodaTime;
using Support.Domain.Calendars;
using Xunit;

namespace Support.Domain.Tests.Calendars;

/// <summary>How time is cut into open and closed stretches on every calendar.</summary>
public class Laws_of_segments
{
    private const int MinutesMax = 4 * 24 * 60;
    private const int Cases = 10_000;

    [Fact]
    public void Segments_follow_each_other_without_a_gap_and_no_two_alike() => Holds(static (_, from, to, segments) =>
    {
        DateTimeOffset position = from;
        foreach (BusinessSegment segment in segments)
        {
            Assert.Equal(position, segment.From);
            Assert.Equal(segment.Shift == TimeSpan.Zero, segment.To > segment.From);
            position = segment.To;
        }

        Assert.Equal(to > from ? to : from, position);
        Assert.All(
            segments.Zip(segments.Skip(1)),
            static pair => Assert.NotEqual((pair.First.Cause, pair.First.Holiday), (pair.Second.Cause, pair.Second.Holiday)));
    });

    [Fact]
    public void Open_segments_are_what_has_elapsed() => Holds(static (calendar, from, to, segments) => Assert.Equal(
        calendar.Compile().Elapsed(from, to).Ticks,
        segments.Where(static segment => segment.IsOpen).Sum(static segment => segment.Length.Ticks)));

    [Fact]
    public void Every_minute_lies_in_a_segment_that_says_why_it_counts_or_not() => Holds(static (calendar, from, to, segments) =>
    {
        BusinessSegment[] lasting = [.. segments.Where(static segment => segment.Length > TimeSpan.Zero)];
        int index = 0;
        foreach ((long start, long end, bool isOpen, string? holiday) in new SlowCalendar(calendar.Definition).Minutes(from, to))
        {
            index += lasting[index].To.UtcTicks <= start ? 1 : 0;
            BusinessSegment segment = lasting[index];
            BusinessTimeCause cause = isOpen ? BusinessTimeCause.OpeningHours
                : holiday is null ? BusinessTimeCause.ClosedHours
                : BusinessTimeCause.Holiday;

            bool isIn = segment.From.UtcTicks <= start && end <= segment.To.UtcTicks;
            if (!isIn || segment.Cause != cause || segment.Holiday != holiday)
            {
                Assert.Fail($"{new DateTimeOffset(start, TimeSpan.Zero):O}: expected {cause} {holiday}, found {segment}");
            }
        }
    });

    [Fact]
    public void A_change_of_the_wall_clock_shows_where_it_touches_opening_hours() => Holds(static (calendar, start, end, segments) =>
    {
        var slow = new SlowCalendar(calendar.Definition);
        IEnumerable<(DateTimeOffset, TimeSpan)> changes =
            from interval in DateTimeZoneProviders.Tzdb[calendar.Definition.TimeZone].GetZoneIntervals(
                Instant.FromDateTimeOffset(start), Instant.FromDateTimeOffset(end))
            where interval.HasEnd && interval.End.ToDateTimeOffset() < end && !calendar.Definition.AlwaysOpen
            let before = interval.IsoLocalEnd
            let after = interval.End.InZone(DateTimeZoneProviders.Tzdb[calendar.Definition.TimeZone]).LocalDateTime
            where before < after ? slow.AnyOpen(before, after) : slow.AnyOpen(after, before)
            select (interval.End.ToDateTimeOffset(), (after - before).ToDuration().ToTimeSpan());

        Assert.Equal(
            changes,
            segments.Where(static segment => segment.Shift != TimeSpan.Zero).Select(static segment => (segment.From, segment.Shift)));
    });

    private static void Holds(Action<CalendarCase, DateTimeOffset, DateTimeOffset, IReadOnlyList<BusinessSegment>> holds) => Property.Holds(
        Gen.Zip(CalendarCase.Any, CalendarCase.Ticks(MinutesMax).Where(static ticks => ticks > 0)),
        (calendar, ticks) => holds(
            calendar,
            calendar.Start,
            calendar.Start.AddTicks(ticks),
            [.. calendar.Compile().Segments(calendar.Start, calendar.Start.AddTicks(ticks))]),
        Cases);
}
