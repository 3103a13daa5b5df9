using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

public class When_a_step_is_due
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void It_is_done_once_whatever_happens_afterwards()
    {
        SupportModel model = AModel.Escalating(AModel.Step("half", ClockKind.Resolution, 0.5m) with { Notify = [Audiences.Manager] });

        ATicket ticket = ATicket.Opened(Opened, model: model)
            .LiveUntil(Opened.AddHours(4))
            .Agent(Opened.AddHours(5), new SetPending(null))
            .Agent(Opened.AddHours(6), new ResumeTicket(null))
            .Agent(Opened.AddHours(7), new ResolveTicket(null))
            .Agent(Opened.AddHours(8), new ReopenTicket("not fixed"))
            .LiveUntil(Opened.AddDays(30));

        Assert.Single(ticket.All<Escalated>());
    }

    [Fact]
    public void It_is_done_again_in_the_next_cycle_of_its_clock()
    {
        SupportModel model = AModel.Escalating(AModel.Step("late", ClockKind.NextResponse, 1) with { Notify = [Audiences.TeamLead] });

        ATicket ticket = ATicket.Opened(Opened, model: model)
            .Agent(Opened, new ReplyToRequester("We look into it."))
            .Requester(Opened.AddHours(1)).LiveUntil(Opened.AddHours(4)).Agent(Opened.AddHours(4), new ReplyToRequester("Still looking."))
            .Requester(Opened.AddHours(5)).LiveUntil(Opened.AddHours(8));

        Assert.Equal([1, 2], ticket.All<Escalated>().Select(static escalated => escalated.Cycle!.Value));
    }

    [Fact]
    public void It_comes_after_the_breach_of_the_same_instant_and_before_anything_later()
    {
        SupportModel model = AModel.Escalating(
            AModel.Step("after", ClockKind.FirstResponse, 1.5m) with { Notify = [Audiences.Manager] },
            AModel.Step("at", ClockKind.FirstResponse, 1) with { Notify = [Audiences.TeamLead] });

        ATicket ticket = ATicket.Opened(Opened, model: model).LiveUntil(Opened.AddHours(2));

        Assert.Equal(
            ["01:00:00 FirstResponse breached 01:00:00", "01:00:00 escalated at page [] notify [TeamLead]", "01:30:00 escalated after page [] notify [Manager]"],
            ticket.Lines.TakeLast(3));
    }

    [Fact]
    public void It_may_give_the_ticket_to_the_on_call_of_the_same_team()
    {
        SupportModel model = AModel.Escalating(AModel.Step("half", ClockKind.FirstResponse, 0.5m) with { AssignTo = AssignmentWay.OnCall });

        ATicket ticket = ATicket.Opened(Opened, model: model).LiveUntil(Opened.AddMinutes(30));

        Assert.Equal((Tier.L1, "desk", "ann"), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    [Fact]
    public void It_does_not_take_the_ticket_from_the_on_call_to_give_it_back()
    {
        SupportModel model = AModel.Escalating(AModel.Step("half", ClockKind.FirstResponse, 0.5m) with { AssignTo = AssignmentWay.OnCall });

        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Opened, new TakeTicket("ann")).LiveUntil(Opened.AddMinutes(30));

        Assert.Single(ticket.All<Assigned>());
        Assert.Single(ticket.All<Escalated>());
    }

    [Fact]
    public void A_team_without_a_rotation_gets_the_ticket_as_a_team()
    {
        SupportModel model = AModel.Escalating(
            AModel.Step("half", ClockKind.FirstResponse, 0.5m) with { RaiseTo = Tier.L2, AssignTo = AssignmentWay.OnCall });
        var teams = new Dictionary<string, Team>(model.Teams);
        teams["support"] = teams["support"] with { OnCall = null };

        ATicket ticket = ATicket.Opened(Opened, model: model with { Teams = teams })
            .Agent(Opened, new TakeTicket("ann"))
            .LiveUntil(Opened.AddMinutes(30));

        Assert.Equal((Tier.L2, "support", null), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    [Fact]
    public void The_first_policy_that_matches_the_ticket_has_it()
    {
        EscalationStep step = AModel.Step("start", ClockKind.FirstResponse, 0) with { Notify = [Audiences.Team] };
        SupportModel model = AModel.Small with
        {
            EscalationPolicies =
            [
                new EscalationPolicy { Id = "critical", When = new TicketFilter { Priorities = [Priority.Critical] }, Steps = [step] },
                new EscalationPolicy { Id = "rest", Steps = [step] },
                new EscalationPolicy { Id = "never", Steps = [step] },
            ],
        };

        Assert.Equal("critical", Assert.Single(ATicket.Opened(Opened, Grade.High, model).All<Escalated>()).Policy);
        Assert.Equal("rest", Assert.Single(ATicket.Opened(Opened, Grade.Low, model).All<Escalated>()).Policy);
    }
}
