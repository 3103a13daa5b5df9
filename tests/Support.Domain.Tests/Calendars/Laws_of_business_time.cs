using FsCheck.Fluent;
using FsCheck;
using Support.Domain.Calendars;
using Xunit;

namespace Support.Domain.Tests.Calendars;

/// <summary>What holds on every calendar.</summary>
public class Laws_of_business_time
{
    private const int MinutesMax = 6 * 24 * 60;

    [Fact]
    public void Elapsed_is_what_counting_open_minutes_gives() => ForAll(
        Gen.Zip(CalendarCase.Any, Gen.Choose(0, MinutesMax)),
        static (calendar, minutes) => Assert.Equal(
            TimeSpan.FromMinutes(calendar.OpenMinutes(calendar.Start, minutes)),
            calendar.Compile().Elapsed(calendar.Start, calendar.Start.AddMinutes(minutes))));

    [Fact]
    public void Open_is_what_the_wall_clock_says() => ForAll(
        Gen.Zip(CalendarCase.Any, Ticks(MinutesMax)),
        static (calendar, ticks) => Assert.Equal(
            calendar.IsOpen(calendar.Start.AddTicks(ticks)),
            calendar.Compile().IsOpen(calendar.Start.AddTicks(ticks))));

    [Fact]
    public void What_was_added_has_elapsed_and_not_a_tick_earlier() => ForAll(
        Gen.Zip(CalendarCase.Any, Ticks(3 * 24 * 60)),
        static (calendar, ticks) =>
        {
            BusinessCalendar compiled = calendar.Compile();
            DateTimeOffset? due = compiled.Add(calendar.Start, TimeSpan.FromTicks(ticks));
            if (due is null)
            {
                Assert.True(compiled.Elapsed(calendar.Start, calendar.Start + BusinessCalendar.Horizon).Ticks < ticks);
                return;
            }

            Assert.Equal(ticks, compiled.Elapsed(calendar.Start, due.Value).Ticks);
            Assert.Equal(ticks - 1, compiled.Elapsed(calendar.Start, due.Value.AddTicks(-1)).Ticks);
        });

    [Fact]
    public void Adding_twice_is_adding_the_sum() => ForAll(
        Gen.Zip(CalendarCase.Any, Gen.Zip(Ticks(2 * 24 * 60), Ticks(2 * 24 * 60))),
        static (calendar, amounts) =>
        {
            BusinessCalendar compiled = calendar.Compile();
            DateTimeOffset? both = compiled.Add(calendar.Start, TimeSpan.FromTicks(amounts.Item1 + amounts.Item2));
            DateTimeOffset? first = compiled.Add(calendar.Start, TimeSpan.FromTicks(amounts.Item1));

            Assert.Equal(both, first is null ? null : compiled.Add(first.Value, TimeSpan.FromTicks(amounts.Item2)));
        });

    [Fact]
    public void Elapsed_times_add_up() => ForAll(
        Gen.Zip(CalendarCase.Any, Gen.Zip(Ticks(MinutesMax), Ticks(MinutesMax))),
        static (calendar, spans) =>
        {
            BusinessCalendar compiled = calendar.Compile();
            DateTimeOffset middle = calendar.Start.AddTicks(spans.Item1);
            DateTimeOffset end = middle.AddTicks(spans.Item2);

            Assert.Equal(
                compiled.Elapsed(calendar.Start, end),
                compiled.Elapsed(calendar.Start, middle) + compiled.Elapsed(middle, end));
        });

    [Fact]
    public void Later_starts_and_larger_amounts_are_never_due_earlier() => ForAll(
        Gen.Zip(CalendarCase.Any, Gen.Zip(Ticks(MinutesMax), Ticks(2 * 24 * 60))),
        static (calendar, draw) =>
        {
            BusinessCalendar compiled = calendar.Compile();
            var amount = TimeSpan.FromTicks(draw.Item2);
            DateTimeOffset due = compiled.Add(calendar.Start, amount) ?? DateTimeOffset.MaxValue;

            Assert.True(due <= (compiled.Add(calendar.Start.AddTicks(draw.Item1), amount) ?? DateTimeOffset.MaxValue));
            Assert.True(due <= (compiled.Add(calendar.Start, amount + TimeSpan.FromTicks(draw.Item1)) ?? DateTimeOffset.MaxValue));
        });

    [Fact]
    public void The_next_opening_is_the_first_open_instant_from_then_on() => ForAll(
        Gen.Zip(CalendarCase.Any, Ticks(MinutesMax)),
        static (calendar, ticks) =>
        {
            BusinessCalendar compiled = calendar.Compile();
            DateTimeOffset at = calendar.Start.AddTicks(ticks);
            if (compiled.NextOpening(at) is not { } opening)
            {
                Assert.Null(compiled.Add(at, TimeSpan.FromTicks(1)));
                return;
            }

            Assert.True(opening >= at && calendar.IsOpen(opening));
            Assert.Equal(opening.AddTicks(1), compiled.Add(at, TimeSpan.FromTicks(1)));
        });

    /// <summary>Some whole minutes, some odd ticks: both are where mistakes sit.</summary>
    private static Gen<long> Ticks(int minutesMax) =>
        from minutes in Gen.Choose(0, minutesMax)
        from ticks in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(1, (int)TimeSpan.TicksPerMinute - 1)))
        where minutes + ticks > 0
        select (minutes * TimeSpan.TicksPerMinute) + ticks;

    private static void ForAll<T1, T2>(Gen<(T1, T2)> gen, Action<T1, T2> holds) => Property.Holds(gen, holds, count: 250);
}
