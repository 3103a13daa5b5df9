using FsCheck.Fluent;
using Support.Domain.Calendars;
using Xunit;

namespace Support.Domain.Tests.Calendars;

/// <summary>What holds on every calendar, and what counting minute by minute says of it.</summary>
public class Laws_of_business_time
{
    private const int Day = 24 * 60;
    private const int Cases = 10_000;

    // Business time further away than that is not looked for minute by minute.
    private const int SlowDays = 4;

    [Fact]
    public void Elapsed_is_what_counting_open_minutes_gives() => Holds(6 * Day, static (calendar, ticks) =>
    {
        DateTimeOffset end = calendar.Start.AddTicks(ticks);

        Assert.Equal(
            new SlowCalendar(calendar.Definition).Elapsed(calendar.Start, end), calendar.Compile().Elapsed(calendar.Start, end));
    });

    [Fact]
    public void Added_is_what_spending_open_minutes_gives() => Holds(3 * Day, static (calendar, ticks) =>
    {
        var amount = TimeSpan.FromTicks(ticks + 1);
        DateTimeOffset? due = calendar.Compile().Add(calendar.Start, amount);
        if (new SlowCalendar(calendar.Definition).Add(calendar.Start, amount, SlowDays) is { } slow)
        {
            Assert.Equal(slow, due);
        }
        else
        {
            Assert.True(due is null || due > calendar.Start.AddDays(SlowDays));
        }
    });

    [Fact]
    public void The_next_opening_is_the_first_open_minute() => Holds(6 * Day, static (calendar, ticks) =>
    {
        DateTimeOffset at = calendar.Start.AddTicks(ticks);
        DateTimeOffset? opening = calendar.Compile().NextOpening(at);
        if (new SlowCalendar(calendar.Definition).NextOpening(at, SlowDays) is { } slow)
        {
            Assert.Equal(slow, opening);
        }
        else
        {
            Assert.True(opening is null || opening >= at.AddDays(SlowDays));
        }
    });

    [Fact]
    public void Open_is_what_the_wall_clock_says() => Holds(6 * Day, static (calendar, ticks) => Assert.Equal(
        new SlowCalendar(calendar.Definition).IsOpen(calendar.Start.AddTicks(ticks)),
        calendar.Compile().IsOpen(calendar.Start.AddTicks(ticks))));

    [Fact]
    public void What_was_added_has_elapsed_and_not_a_tick_earlier() => Holds(30 * Day, static (calendar, ticks) =>
    {
        BusinessCalendar compiled = calendar.Compile();
        DateTimeOffset? due = compiled.Add(calendar.Start, TimeSpan.FromTicks(ticks + 1));
        if (due is null)
        {
            Assert.True(compiled.Elapsed(calendar.Start, calendar.Start + BusinessCalendar.Horizon).Ticks <= ticks);
            return;
        }

        Assert.Equal(ticks + 1, compiled.Elapsed(calendar.Start, due.Value).Ticks);
        Assert.Equal(ticks, compiled.Elapsed(calendar.Start, due.Value.AddTicks(-1)).Ticks);
    });

    [Fact]
    public void Adding_twice_is_adding_the_sum() => Holds(30 * Day, static (calendar, ticks) =>
    {
        BusinessCalendar compiled = calendar.Compile();
        long part = ticks / 3;
        DateTimeOffset? both = compiled.Add(calendar.Start, TimeSpan.FromTicks(ticks));
        DateTimeOffset? first = compiled.Add(calendar.Start, TimeSpan.FromTicks(part));

        Assert.Equal(both, first is null ? null : compiled.Add(first.Value, TimeSpan.FromTicks(ticks - part)));
    });

    [Fact]
    public void Elapsed_times_add_up() => Holds(400 * Day, static (calendar, ticks) =>
    {
        BusinessCalendar compiled = calendar.Compile();
        DateTimeOffset middle = calendar.Start.AddTicks(ticks / 3);
        DateTimeOffset end = calendar.Start.AddTicks(ticks);

        Assert.Equal(
            compiled.Elapsed(calendar.Start, end), compiled.Elapsed(calendar.Start, middle) + compiled.Elapsed(middle, end));
        Assert.Equal(TimeSpan.Zero, compiled.Elapsed(end, calendar.Start));
    });

    [Fact]
    public void Later_starts_and_larger_amounts_are_never_due_earlier() => Property.Holds(
        Gen.Zip(CalendarCase.Any, Gen.Zip(CalendarCase.Ticks(6 * Day), CalendarCase.Ticks(2 * Day))),
        static (calendar, drawn) =>
        {
            BusinessCalendar compiled = calendar.Compile();
            var amount = TimeSpan.FromTicks(drawn.Item2);
            DateTimeOffset due = compiled.Add(calendar.Start, amount) ?? DateTimeOffset.MaxValue;

            Assert.True(due <= (compiled.Add(calendar.Start.AddTicks(drawn.Item1), amount) ?? DateTimeOffset.MaxValue));
            Assert.True(due <= (compiled.Add(calendar.Start, amount + TimeSpan.FromTicks(drawn.Item1)) ?? DateTimeOffset.MaxValue));
        },
        Cases);

    private static void Holds(int minutesMax, Action<CalendarCase, long> holds) =>
        Property.Holds(Gen.Zip(CalendarCase.Any, CalendarCase.Ticks(minutesMax)), holds, Cases);
}
