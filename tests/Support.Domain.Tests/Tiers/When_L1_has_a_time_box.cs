using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tiers;

/// <summary>The desk may keep a medium ticket for half an hour; then it goes up, whoever holds it.</summary>
public class When_L1_has_a_time_box
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    private static readonly SupportModel Model = AModel.Escalating(
        AModel.Step("time-box", ClockKind.Operational, 1) with { Tiers = [Tier.L1], RaiseToNext = true, Notify = [Audiences.TeamLead] }) with
    {
        SlaPolicies =
        [
            AModel.Promise(null, null, "PT8H") with
            {
                TierTargets = new Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>>
                {
                    [Tier.L1] = new Dictionary<Priority, TimeSpan> { [Priority.Medium] = TimeSpan.FromMinutes(30) },
                },
            },
        ],
    };

    [Fact]
    public void The_ticket_goes_up_when_it_is_over_and_the_customers_clock_runs_on()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model).Agent(Opened, new TakeTicket("ann")).LiveUntil(Opened.AddHours(1));

        Assert.Equal((Tier.L2, "support", null), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
        TierChanged moved = Assert.Single(ticket.All<TierChanged>());
        Assert.Equal((TimeSpan.FromMinutes(30), 1m), (moved.TimeInTier, moved.ShareOfElapsed));
        Assert.Equal(Opened.AddHours(8), ticket.Clock(ClockKind.Resolution).DueAt);
        Assert.Contains("step time-box of policy all", ticket.History.First(static happened => happened.Data is TierChanged).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_is_faster_is_left_alone()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model).Agent(Opened.AddMinutes(29), new ResolveTicket(null)).LiveUntil(Opened.AddHours(1));

        Assert.Empty(ticket.All<TierChanged>());
        Assert.True(ticket.Clock(ClockKind.Operational).Met);
    }

    [Fact]
    public void A_ticket_that_comes_back_has_a_box_of_its_own()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model)
            .LiveUntil(Opened.AddHours(1))
            .Agent(Opened.AddHours(1), new DeEscalateTicket("a question after all", null))
            .LiveUntil(Opened.AddHours(2));

        Assert.Equal([Tier.L2, Tier.L1, Tier.L2], ticket.All<TierChanged>().Select(static moved => moved.To));
        Assert.Equal(TimeSpan.FromHours(1), ticket.Ticket.TimeInTier.Single(static time => time.Tier == Tier.L1).Calendar);
    }
}
