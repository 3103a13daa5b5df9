using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Tickets;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>What holds of every explanation of every clock, at every moment of every life.</summary>
public class Laws_of_explanations
{
    [Fact]
    public void What_the_intervals_count_is_exactly_what_is_used() => ForEveryClock(static (clock, _, _) =>
    {
        Assert.Equal(clock.Used.Ticks, clock.Intervals.Sum(static interval => interval.Used.Ticks));
        Assert.Equal(clock.Target - clock.Used, clock.Left);
        Assert.All(
            clock.Intervals.Where(static interval => interval.Kind == SlaIntervalKind.Open),
            static interval => Assert.Equal(interval.To - interval.From, interval.Used));
        Assert.All(
            clock.Intervals.Where(static interval => interval.Kind is SlaIntervalKind.Closed or SlaIntervalKind.Paused or SlaIntervalKind.Done),
            static interval => Assert.False(interval.Counts));
    });

    [Fact]
    public void Intervals_follow_each_other_from_the_start_of_the_clock_to_now_or_to_its_end() => ForEveryClock(static (clock, _, now) =>
    {
        DateTimeOffset position = clock.StartedAt;
        foreach (SlaInterval interval in clock.Intervals)
        {
            Assert.Equal(position, interval.From);
            Assert.NotEmpty(interval.Cause);
            position = interval.To;
        }

        Assert.True(position <= now);
        if (clock.State is SlaClockState.Running or SlaClockState.Breached or SlaClockState.Paused)
        {
            Assert.Equal(now, position);
        }
    });

    [Fact]
    public void The_newest_run_of_a_clock_is_as_the_ticket_has_it() => ForEveryClock(static (clock, ticket, now) =>
    {
        ClockState state = ticket.Ticket.Clock(clock.Clock)!;
        if (clock.Cycle != state.Cycle)
        {
            Assert.True(clock.Cycle < state.Cycle && clock.Next is null && clock.DueAt is null);
            return;
        }

        Assert.Equal(state.UsedAt(now, state.CalendarIn(ticket.Model)), clock.Used);
        Assert.Equal((state.DueAt, state.Target, state.BreachedAt), (clock.DueAt, clock.Target, clock.Breach?.At));
        Assert.Equal(SlaClock.StateOf(state), clock.State);
    });

    [Fact]
    public void The_next_deadline_is_the_first_of_all() => Lives.ForEveryStep(static (_, ticket, _) =>
    {
        Deadline? next = Deadlines.Next(ticket.Ticket, ticket.Model);
        Deadline? first = Deadlines.All(ticket.Ticket, ticket.Model)
            .OrderBy(static deadline => deadline.DueAt).ThenBy(static deadline => deadline.Kind)
            .ThenBy(static deadline => deadline.Share).ThenBy(static deadline => deadline.Clock)
            .FirstOrDefault();

        Assert.Equal(first, next);
        Assert.Equal(
            Deadlines.All(ticket.Ticket, ticket.Model).Where(static deadline => deadline.Clock is not null).Min(static deadline => (DateTimeOffset?)deadline.DueAt),
            SlaClock.Of(ticket.History, ticket.Model, ticket.Ticket.UpdatedAt).Min(static clock => clock.Next?.At));
    });

    private static void ForEveryClock(Action<SlaClock, ATicket, DateTimeOffset> holds) => Lives.ForEveryStep((_, ticket, now) =>
    {
        foreach (SlaClock clock in SlaClock.Of(ticket.History, ticket.Model, now))
        {
            holds(clock, ticket, now);
        }
    });
}
