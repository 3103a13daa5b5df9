using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

/// <summary>What a ticket is, where it is or who holds it is not in the new model any more.</summary>
public class When_the_model_loses_a_place
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Noon = Moment.At("2026-01-07 12:00");

    [Fact]
    public void An_agent_who_left_holds_nothing()
    {
        ATicket ticket = Held().Change(Without(agent: "ann"), Noon);

        Assert.Null(ticket.Ticket.Assignee);
        Assert.Equal("desk", ticket.Ticket.Team);
        Assert.Equal("model small-2 in force since 2026-01-07T12:00:00Z: there is no agent ann any more", ticket.History[^1].Cause);
    }

    [Fact]
    public void The_team_of_the_applications_tier_gets_what_a_lost_team_had()
    {
        SupportModel next = Without(team: "desk");
        ATicket ticket = Held().Change(
            next with
            {
                Teams = new Dictionary<string, Team>(next.Teams) { ["front"] = next.Teams["support"] with { Tier = Tier.L1, Members = ["ann"] } },
                Applications = new Dictionary<string, ServiceApplication>(next.Applications) { [AModel.Shop] = OfTier(next, Tier.L1, "front") },
            },
            Noon);

        Assert.Equal(("front", "ann"), (ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    [Fact]
    public void A_tier_that_is_gone_passes_its_tickets_up()
    {
        SupportModel next = AModel.Small with { Version = "small-2" };
        ServiceApplication shop = next.Applications[AModel.Shop];
        ATicket ticket = Held().Change(
            next with
            {
                Applications = new Dictionary<string, ServiceApplication>(next.Applications)
                {
                    [AModel.Shop] = shop with { Audience = Audience.Internal, Teams = shop.Teams.Where(static pair => pair.Key != Tier.L1).ToDictionary() },
                },
            },
            Noon);

        Assert.Equal((Tier.L2, "support", null), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    [Fact]
    public void The_triage_manager_decides_on_a_lost_application_once()
    {
        SupportModel next = Without(application: AModel.Shop);
        ATicket ticket = Held().Change(next, Noon);
        Assert.Equal(("desk", "dana"), (ticket.Ticket.Team, ticket.Ticket.Assignee));

        ticket.Agent(Noon.AddHours(1), new AssignTicket("ann", null, "hers all the same"))
            .Change(next with { Version = "small-3" }, Noon.AddHours(2))
            .LiveUntil(Noon.AddDays(30));

        Assert.Equal("ann", ticket.Ticket.Assignee);
    }

    [Fact]
    public void Whatever_is_gone_every_command_is_answered()
    {
        SupportModel next = Without("dana", "desk", AModel.Shop) with
        {
            SlaPolicies = [],
            EscalationPolicies = [],
            Calendars = new Dictionary<string, CalendarDefinition>(),
            Leadership = AModel.Small.Leadership with { TriageManager = "max" },
        };
        ATicket ticket = Held().Change(next, Noon);

        Assert.Equal("max", ticket.Ticket.Assignee);
        foreach (TicketCommand command in Tickets.SomeCommands.All)
        {
            ticket.Keep(ticket.TryAgent(Noon.AddDays(1), command));
        }
    }

    private static ATicket Held() => ATicket.Opened(Opened, model: AModel.Small with
    {
        EscalationPolicies = [new EscalationPolicy { Id = "all", Steps = [AModel.Step("up", ClockKind.Resolution, 0.9m) with { RaiseTo = Tier.L2, Page = [Audiences.OnCall] }] }],
    }).Agent(Opened, new TakeTicket("ann"));

    private static SupportModel Without(string? agent = null, string? team = null, string? application = null) => AModel.Small with
    {
        Version = "small-2",
        Agents = AModel.Small.Agents.Where(pair => pair.Key != agent).ToDictionary(),
        Teams = AModel.Small.Teams.Where(pair => pair.Key != team).ToDictionary(),
        Applications = AModel.Small.Applications.Where(pair => pair.Key != application).ToDictionary(),
    };

    private static ServiceApplication OfTier(SupportModel model, Tier tier, string team) => model.Applications[AModel.Shop] with
    {
        Teams = new Dictionary<Tier, string>(model.Applications[AModel.Shop].Teams) { [tier] = team },
    };
}
