using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Routing;

public class When_a_ticket_is_triaged
{
    private static readonly DateTimeOffset Start = Moment.At("2026-01-07 10:00");

    private static readonly SupportModel Model = AModel.Small with
    {
        Routing = new RoutingRules
        {
            Rules =
            [
                new RoutingRule
                {
                    Id = "pay",
                    When = new RoutingCondition { Applications = ["payroll"] },
                    Set = new RoutingOutcome { Tags = ["pay"], Skills = ["payroll"], Priority = Priority.High },
                },
            ],
        },
        SlaPolicies =
        [
            AModel.Promise("PT4H", null, "PT24H") with { Id = "pay", When = new TicketFilter { Applications = ["payroll"] } },
            AModel.Promise("PT1H", "PT2H", "PT8H"),
        ],
    };

    [Fact]
    public void The_opening_records_what_the_rules_said()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model, "payroll");

        TicketEvent routed = ticket.History[1];
        Assert.Equal("matched rule 1 (pay): application payroll", routed.Cause);
        Assert.Equal(Actor.Rules, routed.Actor);
        Assert.Equal((Priority.High, true, false), (ticket.Ticket.Priority, ticket.Ticket.PriorityIsSet, ticket.Ticket.NeedsTriage));
        Assert.Equal(["pay"], ticket.Ticket.Tags);
        Assert.Equal(["payroll"], ticket.Ticket.Skills);
    }

    [Fact]
    public void The_application_brings_its_team_its_tier_and_its_promises()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model);
        Assert.True(ticket.Ticket.NeedsTriage);

        ticket.Agent(Start.AddMinutes(30), new TriageTicket { Application = "payroll", Tags = ["Pay Slip"], Reason = "about a pay slip" });

        Assert.Equal(("payroll", "support", Tier.L2, false), (ticket.Ticket.Application, ticket.Ticket.Team, ticket.Ticket.Tier, ticket.Ticket.NeedsTriage));
        Assert.Equal(["pay-slip"], ticket.Ticket.Tags);
        Assert.Equal("pay", ticket.Clock(ClockKind.Resolution).Policy);
        Assert.Equal(Start.AddHours(24), ticket.Clock(ClockKind.Resolution).DueAt);
        Assert.Equal(TimeSpan.FromMinutes(30), ticket.Clock(ClockKind.FirstResponse).Used);
        Assert.All(
            ticket.Last.Events.Where(static happened => happened.Actor != Actor.Clock),
            static happened => Assert.Contains("about a pay slip", happened.Cause, StringComparison.Ordinal));
    }

    [Fact]
    public void Impact_and_urgency_bring_their_priority()
    {
        ATicket ticket = ATicket.Opened(Start).Agent(Start, new TriageTicket { Impact = Grade.High, Urgency = Grade.High, Reason = "all shops" });

        Assert.Equal(
            ["triaged shop Incident High High", "priority Medium to Critical"],
            ticket.Last.Events.Take(2).Select(static happened => HistoryLine.Of(happened.Data)));
        Assert.Equal("all shops (by impact and urgency)", ticket.Last.Events[1].Cause);
    }

    [Fact]
    public void A_priority_that_was_set_stays()
    {
        ATicket ticket = ATicket.Opened(Start)
            .Agent(Start, new SetPriority(Priority.Low, "a friend of the house"))
            .Agent(Start, new TriageTicket { Impact = Grade.High, Urgency = Grade.High, Reason = "all shops" });

        Assert.Equal((Priority.Low, true), (ticket.Ticket.Priority, ticket.Ticket.PriorityIsSet));
        Assert.Empty(ticket.Agent(Start, new SetPriority(Priority.Low, "again")).Last.Events);
        ticket.Agent(Start, new SetPriority(Priority.Critical, "the board called"));
        Assert.Equal(Priority.Critical, ticket.Ticket.Priority);
        Assert.Equal("the board called", ticket.Last.Events[0].Cause);
    }

    [Fact]
    public void A_priority_that_an_escalation_raised_stays_where_impact_and_urgency_do_not_change()
    {
        SupportModel model = AModel.Escalating(AModel.Step("raise", ClockKind.FirstResponse, 0) with { RaisePriorityTo = Priority.Critical });

        ATicket ticket = ATicket.Opened(Start, Grade.Medium, model).Agent(Start, new TriageTicket { Kind = TicketKind.Question, Reason = "only asks" });

        Assert.Equal((Priority.Critical, TicketKind.Question), (ticket.Ticket.Priority, ticket.Ticket.Kind));
    }

    [Fact]
    public void Who_holds_it_keeps_it_within_the_new_team_only()
    {
        ATicket ticket = ATicket.Opened(Start).Agent(Start, new TakeTicket("ann"));

        Assert.Equal("ann", ticket.Agent(Start, new TriageTicket { Kind = TicketKind.Question, Reason = "asks" }).Ticket.Assignee);
        Assert.Null(ticket.Agent(Start, new TriageTicket { Team = "dev", Reason = "theirs" }).Ticket.Assignee);
        Assert.Equal((Tier.L3, "ann"), (ticket.Ticket.Tier, ticket.Ticket.LastAssignee));
    }

    [Fact]
    public void A_ticket_that_is_worked_on_keeps_its_tier_in_the_new_application()
    {
        ATicket ticket = ATicket.Opened(Start).Agent(Start, new EscalateTicket("needs the developers", Tier.L3)).Agent(Start, new TakeTicket("dot"));

        ticket.Agent(Start, new TriageTicket { Application = "payroll", Reason = "it is the payroll" });

        Assert.Equal((Tier.L3, "dev", "dot"), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    [Theory]
    [InlineData("sohp", null, null, null, "There is no application 'sohp'.")]
    [InlineData(null, "nobody", null, null, "There is no team 'nobody'.")]
    [InlineData(null, null, "magic", null, "No agent has the skill 'magic'.")]
    [InlineData(null, null, null, "a/b", "'a/b' is no tag: ")]
    public void What_is_not_there_is_refused_and_nothing_happens(string? application, string? team, string? skill, string? tag, string why)
    {
        Decision decision = ATicket.Opened(Start).TryAgent(
            Start,
            new TriageTicket
            {
                Application = application, Team = team, Skills = skill is null ? null : [skill], Tags = tag is null ? [] : [tag], Impact = Grade.High, Reason = "because",
            });

        Assert.StartsWith(why, decision.Refusal, StringComparison.Ordinal);
        Assert.Empty(decision.Events);
    }
}
