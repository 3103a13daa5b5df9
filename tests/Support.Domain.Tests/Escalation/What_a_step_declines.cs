using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

/// <summary>What a step says and is not done is recorded with the reason; all on a medium ticket of the shop, due after 30 minutes.</summary>
public class What_a_step_declines
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly EscalationStep Half = AModel.Step("half", ClockKind.FirstResponse, 0.5m);

    [Fact]
    public void Is_a_tier_above_the_last() =>
        Assert.Equal(["raiseTo next: L3 is the last tier of shop"], Of(Half with { RaiseToNext = true }, new EscalateTicket("a bug", Tier.L3)).Declined);

    [Fact]
    public void Is_a_tier_that_the_ticket_has_already() =>
        Assert.Equal(["raiseTo L2: the ticket is on L2 already"], Of(Half with { RaiseTo = Tier.L2 }, new EscalateTicket("theirs", null)).Declined);

    [Fact]
    public void Is_a_priority_that_the_ticket_has_already() =>
        Assert.Equal(["raisePriorityTo medium: the priority is medium already"], Of(Half with { RaisePriorityTo = Priority.Medium }).Declined);

    [Fact]
    public void Is_a_page_after_an_acknowledgement() =>
        Assert.Equal(["page: somebody has acknowledged"], Of(Half with { Page = [Audiences.OnCall] }, new AcknowledgePage()).Declined);

    [Fact]
    public void Is_a_second_major_incident() =>
        Assert.Equal(["declareMajorIncident: it is one already"], Of(Half with { DeclareMajorIncident = true }, new DeclareMajorIncident("all tills are down")).Declined);

    [Fact]
    public void Is_all_of_it_on_another_tier()
    {
        Escalated step = Of(
            Half with { Tiers = [Tier.L1], RaiseToNext = true, Notify = [Audiences.Manager], Page = [Audiences.OnCall], CallWebhook = "x" },
            new EscalateTicket("theirs", null));

        Assert.Equal(["step half: it is for L1, and the ticket is on L2"], step.Declined);
        Assert.Empty(step.Notify);
        Assert.Empty(step.Page);
        Assert.Null(step.Webhook);
        Assert.False(step.Functional);
    }

    [Fact]
    public void Is_all_of_it_in_another_status() => Assert.Equal(
        ["step half: it is for tickets that are new, and this one is open"],
        Of(Half with { Statuses = [TicketStatus.New], Notify = [Audiences.Manager] }, new TakeTicket("ann")).Declined);

    [Fact]
    public void Is_all_of_it_once_somebody_has_acknowledged() => Assert.Equal(
        ["step half: somebody has acknowledged"],
        Of(Half with { UnlessAcknowledged = true, Notify = [Audiences.Manager] }, new AcknowledgePage()).Declined);

    [Fact]
    public void Is_nothing_where_all_of_it_is_done()
    {
        ATicket ticket = ATicket.Opened(Opened, model: AModel.Escalating(Half with
        {
            RaiseToNext = true,
            RaisePriorityTo = Priority.High,
            DeclareMajorIncident = true,
            AssignTo = AssignmentWay.BySkill,
            Skills = ["databases"],
            Page = [Audiences.OnCall],
        })).LiveUntil(Opened.AddMinutes(30));

        Escalated step = Assert.Single(ticket.All<Escalated>());
        Assert.Empty(step.Declined);
        Assert.Equal(["sue"], step.Paged);
        Assert.Equal((Tier.L2, "support", Priority.High, Opened.AddMinutes(30)), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Priority, ticket.Ticket.MajorIncidentAt));
        AssignmentWanted wanted = Assert.Single(ticket.All<AssignmentWanted>());
        Assert.Equal(("support", AssignmentWay.BySkill, "all", "half"), (wanted.Team, wanted.How, wanted.Policy, wanted.Step));
        Assert.Equal(["databases"], wanted.Skills);
    }

    [Fact]
    public void Comes_again_for_a_major_incident_that_a_person_declares_twice()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new DeclareMajorIncident("all tills are down")).Agent(Opened.AddMinutes(1), new DeclareMajorIncident("still"));

        Assert.Empty(ticket.Last.Events);
        Assert.Equal("all tills are down", ticket.History[^1].Cause);
    }

    private static Escalated Of(EscalationStep step, TicketCommand? before = null)
    {
        ATicket ticket = ATicket.Opened(Opened, model: AModel.Escalating(step));
        if (before is not null)
        {
            ticket.Agent(Opened.AddMinutes(1), before);
        }

        return Assert.Single(ticket.LiveUntil(Opened.AddMinutes(30)).All<Escalated>(), static done => done.Step == "half");
    }
}
