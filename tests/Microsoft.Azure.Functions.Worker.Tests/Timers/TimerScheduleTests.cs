using System.Globalization;
using Support.Local.Timers;
using Xunit;

namespace Support.Local.Worker.Tests.Timers;

/// <summary>Schedules that are time spans, and those that follow a clock on the wall that is put forward and back.</summary>
public sealed class TimerScheduleTests
{
    // An hour ahead, two from the last Sunday of March, 2 o'clock, to the last Sunday of October, 3 o'clock.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "Test", TimeSpan.FromHours(1), "Test", "Winter", "Summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
        ]);

    [Theory]
    [InlineData("0 30 9 * * *", "2026-03-02 00:00:00", "2026-03-02 08:30:00", "2026-03-03 08:30:00")]
    [InlineData("0 30 9 * * *", "2026-07-02 00:00:00", "2026-07-02 07:30:00", "2026-07-03 07:30:00")]
    [InlineData("0 0 0 * * MON", "2026-03-02 00:00:00", "2026-03-08 23:00:00", "2026-03-15 23:00:00")]
    [InlineData("0 30 2 * * *", "2026-03-28 02:00:00", "2026-03-29 01:30:00", "2026-03-30 00:30:00")]
    [InlineData("0 30 2 * * *", "2026-10-24 12:00:00", "2026-10-25 01:30:00", "2026-10-26 01:30:00")]
    [InlineData("0 0 3 * * *", "2026-03-28 12:00:00", "2026-03-29 01:00:00", "2026-03-30 01:00:00")]
    public void The_clock_on_the_wall_decides(string schedule, string after, string first, string second)
    {
        var parsed = TimerSchedule.Parse(schedule, Zone);
        Assert.Equal(Time(first), parsed.NextAfter(Time(after)));
        Assert.Equal(Time(second), parsed.NextAfter(Time(first)));
    }

    [Fact]
    public void Through_a_year_occurrences_only_go_forward_and_there_is_one_a_day()
    {
        var schedule = TimerSchedule.Parse("0 30 2 * * *", Zone);
        DateTimeOffset time = Time("2025-12-31 12:00:00");
        int count = 0;
        while (schedule.NextAfter(time) is { } next && next < Time("2026-12-31 12:00:00"))
        {
            Assert.True(next > time);
            time = next;
            count++;
        }

        Assert.Equal(365, count);
    }

    [Theory]
    [InlineData("00:05:00", 300)]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("00:00:30", 30)]
    public void A_time_span_lies_between_one_run_and_the_next(string text, int seconds) =>
        Assert.Equal(
            Time("2026-03-02 09:00:10").AddSeconds(seconds), TimerSchedule.Parse(text, Zone).NextAfter(Time("2026-03-02 09:00:10")));

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    [InlineData("25:61:00")]
    public void A_time_span_that_is_none_is_refused(string text) =>
        Assert.Throws<FormatException>(() => TimerSchedule.Parse(text, TimeZoneInfo.Utc));

    [Theory]
    [InlineData("0 * * * * *", true)]
    [InlineData("0 0 9 * * MON-FRI", true)]
    [InlineData("00:01:00", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0,1 0 * * * *", false)]
    [InlineData("00:00:59", false)]
    public void A_schedule_is_monitored_unless_it_comes_more_than_once_a_minute(string text, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(text, TimeZoneInfo.Utc).IsMonitoredByDefault(Time("2026-03-02 09:00:00")));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
