using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

public class When_an_agent_escalates
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Later = Opened.AddMinutes(20);

    [Fact]
    public void The_next_tier_gets_the_ticket_and_nobody_holds_it()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new TakeTicket("ann")).Agent(Later, new EscalateTicket("the cache is theirs", null));

        Assert.Equal(
            [
                "00:20:00 escalated by hand page [] notify [TeamLead OnCall]",
                "00:20:00 L1 to L2 after 00:20:00",
                "00:20:00 assigned nobody of support",
            ],
            ticket.Lines.TakeLast(3));
        Assert.Null(ticket.Ticket.Assignee);
    }

    [Fact]
    public void The_reason_and_the_agent_are_kept_with_all_that_comes_of_it()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new EscalateTicket("the cache is theirs", null));

        Assert.All(ticket.Last.Events, static happened =>
        {
            Assert.Equal("the cache is theirs", happened.Cause);
            Assert.Equal(new Actor(ActorKind.Agent, "ann"), happened.Actor);
            Assert.Equal(IntakeChannel.Desk, happened.Channel);
        });
    }

    [Fact]
    public void The_clocks_go_on_as_if_nothing_had_happened()
    {
        ATicket ticket = ATicket.Opened(Opened);
        IReadOnlyList<ClockState> before = ticket.Ticket.Clocks;

        ticket.Agent(Later, new EscalateTicket("the cache is theirs", null));

        Assert.Equal(before, ticket.Ticket.Clocks);
    }

    [Fact]
    public void A_tier_may_be_left_out()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new EscalateTicket("a bug", Tier.L3));

        Assert.Equal((Tier.L3, "dev"), (ticket.Ticket.Tier, ticket.Ticket.Team));
    }

    [Fact]
    public void A_tier_that_the_application_does_not_have_is_passed_over()
    {
        SupportModel model = WithoutL2();

        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Later, new EscalateTicket("a bug", null));

        Assert.Equal(Tier.L3, ticket.Ticket.Tier);
        Assert.Equal(
            "shop has no L2.",
            ATicket.Opened(Opened, model: model).TryAgent(Later, new EscalateTicket("a bug", Tier.L2)).Refusal);
    }

    [Fact]
    public void An_internal_application_begins_at_L2_and_has_one_tier_above()
    {
        ATicket ticket = ATicket.Opened(Opened, application: AModel.Payroll);
        Assert.Equal((Tier.L2, "support"), (ticket.Ticket.Tier, ticket.Ticket.Team));

        Assert.Equal("The ticket is on L2; L1 is not above it.", ticket.TryAgent(Later, new EscalateTicket("no", Tier.L1)).Refusal);
        Assert.Equal("The ticket is on L2; L2 is not above it.", ticket.TryAgent(Later, new EscalateTicket("no", Tier.L2)).Refusal);

        ticket.Agent(Later, new EscalateTicket("a bug", null));
        Assert.Equal((Tier.L3, "dev"), (ticket.Ticket.Tier, ticket.Ticket.Team));
    }

    [Theory]
    [InlineData(AModel.Shop)]
    [InlineData(AModel.Payroll)]
    public void From_the_last_tier_it_is_refused(string application)
    {
        ATicket ticket = ATicket.Opened(Opened, application: application).Agent(Later, new EscalateTicket("a bug", Tier.L3));

        Decision decision = ticket.TryAgent(Later, new EscalateTicket("higher!", null));

        Assert.Equal($"L3 is the last tier of {application}.", decision.Refusal);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void The_time_on_each_tier_is_noted()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddMinutes(20), new EscalateTicket("theirs", null))
            .Agent(Opened.AddMinutes(50), new EscalateTicket("theirs", null));

        Assert.Equal([TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30)], ticket.All<TierChanged>().Select(static tier => tier.TimeInTier));
        Assert.Equal(Opened.AddMinutes(50), ticket.Ticket.TierSince);
    }

    [Fact]
    public void A_step_that_would_raise_to_that_tier_or_a_lower_one_moves_nothing()
    {
        SupportModel model = AModel.Escalating(AModel.Step("half", ClockKind.Resolution, 0.5m) with { RaiseTo = Tier.L2 });

        ATicket ticket = ATicket.Opened(Opened, model: model)
            .Agent(Later, new EscalateTicket("a bug", Tier.L3))
            .Agent(Later, new AssignTicket("dot", null, null))
            .LiveUntil(Opened.AddHours(4));

        Assert.Equal((Tier.L3, "dev", "dot"), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    private static SupportModel WithoutL2()
    {
        ServiceApplication shop = AModel.Small.Applications[AModel.Shop];
        return AModel.Small with
        {
            Applications = new Dictionary<string, ServiceApplication>
            {
                [AModel.Shop] = shop with { Teams = shop.Teams.Where(static team => team.Key != Tier.L2).ToDictionary() },
            },
        };
    }
}
