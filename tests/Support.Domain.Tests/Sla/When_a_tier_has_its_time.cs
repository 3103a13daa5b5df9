using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>The desk (L1) may hold a medium ticket for 30 minutes, support (L2) for two hours; the developers have no target.</summary>
public class When_a_tier_has_its_time
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void The_clock_starts_with_the_ticket_and_breaks_like_any_other()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model()).LiveUntil(Opened.AddMinutes(30));

        Assert.Equal(
            ["Operational warned 0.5", "Operational warned 0.75", "Operational warned 0.9", "Operational breached 00:30:00"],
            OperationalLines(ticket).Skip(1));
        Assert.Equal(Opened.AddMinutes(30), ticket.All<SlaBreached>().Single().DueAt);
        Assert.Equal(Tier.L1, ticket.Clock(ClockKind.Operational).Tier);
        Assert.Equal("operational L1 target PT30M (policy promise) missed at 2026-01-07T10:30:00Z", ticket.History[^1].Cause);
    }

    [Fact]
    public void Every_event_of_a_clock_says_why()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model())
            .Agent(Opened.AddMinutes(5), new ReplyToRequester("We look into it."))
            .Agent(Opened.AddMinutes(5), new SetPending(null))
            .Requester(Opened.AddMinutes(9))
            .Agent(Opened.AddMinutes(10), new EscalateTicket("cannot do it", null))
            .Agent(Opened.AddMinutes(20), new ResolveTicket(null))
            .Agent(Opened.AddMinutes(30), new ReopenTicket("not fixed"));

        Assert.All(
            ticket.History.Where(static happened => happened.Data.GetType().Name.StartsWith("Clock", StringComparison.Ordinal)),
            static happened => Assert.False(string.IsNullOrWhiteSpace(happened.Cause), happened.Data.ToString()));
        Assert.Equal("promised by policy promise", ticket.History.First(static happened => happened.Data is ClockStarted).Cause);
    }

    [Fact]
    public void Each_tier_has_a_cycle_of_its_own_and_one_without_a_target_has_none()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model())
            .Agent(Opened.AddMinutes(10), new EscalateTicket("cannot do it", null))
            .Agent(Opened.AddMinutes(50), new EscalateTicket("needs code", null));

        Assert.Equal(
            [
                "Operational 1 started 00:30:00", "Operational stopped 00:10:00 met", "Operational 2 started 02:00:00",
                "Operational stopped 00:40:00 met",
            ],
            OperationalLines(ticket).Where(static line => !line.Contains("warned", StringComparison.Ordinal)));
        Assert.Equal("left L1: cannot do it", ticket.History.First(static happened => happened.Data is ClockStopped).Cause);
        Assert.Equal("arrived in L2: cannot do it", ticket.History.Last(static happened => happened.Data is ClockStarted).Cause);
    }

    [Fact]
    public void A_time_box_of_the_first_tier_is_a_step_at_its_end()
    {
        SupportModel model = Model(AModel.Step("time-box", ClockKind.Operational, 1) with { RaiseTo = Tier.L2, Notify = [Audiences.TeamLead] });

        ATicket ticket = ATicket.Opened(Opened, model: model).LiveUntil(Opened.AddMinutes(30));

        Assert.Equal((Tier.L2, "support"), (ticket.Ticket.Tier, ticket.Ticket.Team));
        Assert.Equal(Opened.AddMinutes(30), Assert.Single(ticket.All<Escalated>()).DueAt);
        Assert.Equal(2, ticket.Clock(ClockKind.Operational).Cycle);
        Assert.Equal(Opened.AddMinutes(150), ticket.Clock(ClockKind.Operational).DueAt);
    }

    [Fact]
    public void Waiting_for_the_requester_is_not_the_tiers_time()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model())
            .Agent(Opened.AddMinutes(10), new SetPending("which browser?"))
            .Agent(Opened.AddMinutes(40), new AssignTicket(null, "support", "knows browsers"))
            .Agent(Opened.AddMinutes(60), new ResumeTicket(null));

        Assert.Equal(
            [
                "Operational 1 started 00:30:00", "Operational paused 00:10:00", "Operational stopped 00:10:00 met",
                "Operational 2 started 02:00:00", "Operational paused 00:00:00", "Operational resumed 00:00:00",
            ],
            OperationalLines(ticket));
        Assert.Equal(Opened.AddMinutes(180), ticket.Clock(ClockKind.Operational).DueAt);
    }

    [Fact]
    public void A_reopened_ticket_goes_on_with_what_its_tier_had_used()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model())
            .Agent(Opened.AddMinutes(10), new ResolveTicket("Fixed."))
            .Agent(Opened.AddHours(5), new ReopenTicket("not fixed"));

        ClockState clock = ticket.Clock(ClockKind.Operational);
        Assert.Equal((1, TimeSpan.FromMinutes(10), Opened.AddHours(5).AddMinutes(20)), (clock.Cycle, clock.Used, clock.DueAt));
    }

    [Fact]
    public void A_tier_that_got_the_ticket_while_it_was_resolved_begins_when_it_reopens()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model())
            .Agent(Opened.AddMinutes(10), new ResolveTicket("Fixed."))
            .Agent(Opened.AddMinutes(20), new AssignTicket(null, "support", null));
        Assert.True(ticket.Clock(ClockKind.Operational).Stopped);

        ticket.Agent(Opened.AddHours(5), new ReopenTicket("not fixed"));

        ClockState clock = ticket.Clock(ClockKind.Operational);
        Assert.Equal((2, Tier.L2, Opened.AddHours(7)), (clock.Cycle, clock.Tier, clock.DueAt));
    }

    [Fact]
    public void Every_deadline_says_which_model_set_it()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Model())
            .Under(Model() with { Version = "small-2" })
            .Agent(Opened.AddMinutes(10), new SetPending(null))
            .Agent(Opened.AddMinutes(20), new ResumeTicket(null));

        Assert.All(ticket.All<ClockStarted>(), static started => Assert.Equal("small-1", started.ModelVersion));
        Assert.All(ticket.All<ClockResumed>(), static resumed => Assert.Equal(("small-2", "promise", "always"), (resumed.ModelVersion, resumed.Policy, resumed.Calendar)));
        Assert.Equal(("small-1", "small-2"), (ticket.Clock(ClockKind.FirstResponse).ModelVersion, ticket.Clock(ClockKind.Operational).ModelVersion));
    }

    private static IEnumerable<string> OperationalLines(ATicket ticket) =>
        ticket.History.Select(static happened => HistoryLine.Of(happened.Data)).Where(static line => line.StartsWith("Operational", StringComparison.Ordinal));

    private static SupportModel Model(params EscalationStep[] steps) => AModel.Escalating(steps) with
    {
        SlaPolicies =
        [
            AModel.Promise("PT10H", null, "PT20H") with
            {
                TierTargets = new Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>>
                {
                    [Tier.L1] = new Dictionary<Priority, TimeSpan> { [Priority.Medium] = TimeSpan.FromMinutes(30) },
                    [Tier.L2] = new Dictionary<Priority, TimeSpan> { [Priority.Medium] = TimeSpan.FromHours(2) },
                },
            },
        ],
    };
}
