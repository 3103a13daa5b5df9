using Support.Domain.Assignment;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Assignment;

public class When_a_ticket_needs_somebody
{
    private static readonly DateTimeOffset Start = Moment.At("2026-01-07 09:00");
    private static readonly SupportModel Model = ATeam.Of(AssignmentMode.RoundRobin);

    [Fact]
    public void It_does_while_an_automatic_team_has_it_and_nobody_of_it()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.High, Model);

        AssignmentNeed need = AssignmentNeed.Of(ticket.Ticket, Model)!;

        Assert.Equal(("desk", AssignmentMode.RoundRobin, 3, 1), (need.Team, need.Mode, need.Weight, need.Since));
        Assert.Equal(Start.AddHours(1), need.DueAt);
        Assert.Null(AssignmentNeed.Of(ticket.Agent(Start, new TakeTicket("bob")).Ticket, Model));
        Assert.Equal("bob", AssignmentNeed.Of(ticket.Agent(Start, new AssignTicket(null, null, "gave it back")).Ticket, Model)?.NotAgent);
        Assert.Null(AssignmentNeed.Of(ticket.Agent(Start, new ResolveTicket("Done.")).Ticket, Model));
    }

    [Fact]
    public void It_does_not_where_tickets_are_taken_by_hand_or_the_triage_manager_has_to_look()
    {
        Assert.Null(AssignmentNeed.Of(ATicket.Opened(Start, Grade.High, ATeam.Of(AssignmentMode.Manual)).Ticket, Model with { Teams = AModel.Small.Teams }));
        SupportModel routing = Model with { Routing = new RoutingRules { Rules = [] } };
        Assert.Null(AssignmentNeed.Of(ATicket.Opened(Start, Grade.High, routing).Ticket, routing));
    }

    [Fact]
    public void The_answer_is_written_down_with_its_cause_and_once()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model);
        var found = new AssignAutomatically(1, new AssignmentAnswer("bob", null, "round robin: after Ann → Bob"));

        Rules(ticket, Start, found);
        Rules(ticket, Start, found);
        Rules(ticket, Start, found with { Answer = new AssignmentAnswer("ann", null, "late") });

        TicketEvent assigned = Assert.Single(ticket.History, static happened => happened.Data is Assigned);
        Assert.Equal(new Assigned("bob", "desk"), assigned.Data);
        Assert.Equal(("round robin: after Ann → Bob", Actor.Rules, IntakeChannel.Rule), (assigned.Cause, assigned.Actor, assigned.Channel));
    }

    [Fact]
    public void An_answer_to_what_it_needed_before_changes_nothing()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model).Agent(Start, new TakeTicket("ann")).Agent(Start, new AssignTicket(null, null, "back"));

        Rules(ticket, Start, new AssignAutomatically(1, new AssignmentAnswer("bob", null, "of before")));

        Assert.Null(ticket.Ticket.Assignee);
        Assert.Empty(ticket.Last.Events);
    }

    [Fact]
    public void It_waits_until_the_instant_and_then_needs_somebody_again()
    {
        DateTimeOffset until = Start.AddMinutes(20);
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model);

        Rules(ticket, Start, new AssignAutomatically(1, new AssignmentAnswer(null, until, "nobody is there; waits")));

        Assert.Null(AssignmentNeed.Of(ticket.Ticket, Model));
        Assert.Equal((DeadlineKind.Assignment, until), (Deadlines.Next(ticket.Ticket, Model)!.Kind, Deadlines.Next(ticket.Ticket, Model)!.DueAt));
        ticket.LiveUntil(until);
        Assert.Equal(new AssignmentDue("desk", until), ticket.History[^1].Data);
        Assert.NotNull(AssignmentNeed.Of(ticket.Ticket, Model));
    }

    [Fact]
    public void Who_takes_it_ends_the_waiting()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model);
        Rules(ticket, Start, new AssignAutomatically(1, new AssignmentAnswer(null, Start.AddMinutes(20), "waits")));

        ticket.Agent(Start.AddMinutes(1), new TakeTicket("ann")).LiveUntil(Start.AddHours(3));

        Assert.Empty(ticket.All<AssignmentDue>());
    }

    [Fact]
    public void The_triage_manager_gets_what_nobody_can_take()
    {
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, Model);

        Rules(ticket, Start, new AssignAutomatically(1, new AssignmentAnswer(null, null, "nobody can take it in time: Ann lacks magic")));

        Assert.Equal([new AssignmentFailed("desk", "max"), new Assigned("max", "desk")], ticket.Last.Events.Select(static happened => happened.Data));
        Assert.All(
            ticket.Last.Events,
            static happened => Assert.Equal("nobody can take it in time: Ann lacks magic; the triage manager gets it", happened.Cause));
        Assert.Null(AssignmentNeed.Of(ticket.Ticket, Model));
    }

    [Fact]
    public void A_step_that_wants_another_gets_another_or_leaves_it_where_it_is()
    {
        SupportModel model = Model with
        {
            EscalationPolicies =
            [
                new EscalationPolicy { Id = "all", Steps = [AModel.Step("least", ClockKind.FirstResponse, 0.5m) with { AssignTo = AssignmentWay.LeastLoaded }] },
            ],
        };
        ATicket ticket = ATicket.Opened(Start, Grade.Medium, model).Agent(Start, new TakeTicket("ann")).LiveUntil(Start.AddMinutes(30));

        AssignmentNeed need = AssignmentNeed.Of(ticket.Ticket, model)!;

        Assert.Equal((AssignmentMode.LeastLoaded, "ann"), (need.Mode, need.NotAgent));
        Rules(ticket, Start.AddMinutes(30), new AssignAutomatically(need.Since, new AssignmentAnswer(null, null, "nobody else")));
        Assert.Equal(("ann", null), (ticket.Ticket.Assignee, AssignmentNeed.Of(ticket.Ticket, model)));
        Assert.Equal("nobody else; ann keeps it", ticket.History[^1].Cause);
    }

    private static void Rules(ATicket ticket, DateTimeOffset at, AssignAutomatically command) =>
        ticket.Keep(ticket.Try(at, command, Actor.Rules, IntakeChannel.Rule));
}
