using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

/// <summary>A critical ticket of the shop, opened on a Wednesday: 15 minutes to the first response, 4 hours to resolved.</summary>
public class The_critical_path_of_the_default_model
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void Of_a_ticket_that_nobody_touches_is_this_to_the_second() => Assert.Equal(
        [
            "00:00:00 opened Critical L1 service-desk",
            "00:00:00 message 1",
            "00:00:00 FirstResponse 1 started 00:15:00",
            "00:00:00 Resolution 1 started 04:00:00",
            "00:00:00 escalated page page [OnCall] notify []",
            "00:07:30 FirstResponse warned 0.5",
            "00:07:30 escalated page-again page [OnCall] notify []",
            "00:11:15 FirstResponse warned 0.75",
            "00:13:30 FirstResponse warned 0.9",
            "00:15:00 FirstResponse breached 00:15:00",
            "00:15:00 escalated response-breach page [] notify [TeamLead]",
            "00:15:00 L1 to L2 after 00:15:00",
            "00:15:00 assigned grace of app-support",
            "02:00:00 Resolution warned 0.5",
            "02:00:00 escalated half page [] notify [Manager TeamLead]",
            "02:00:00 L2 to L3 after 01:45:00",
            "02:00:00 assigned kira of shop-dev",
            "03:00:00 Resolution warned 0.75",
            "03:00:00 escalated three-quarters page [] notify [IncidentManager]",
            "03:36:00 Resolution warned 0.9",
            "04:00:00 Resolution breached 04:00:00",
            "04:00:00 escalated resolution-breach page [] notify [Executives Manager]",
        ],
        Untouched().Lines);

    [Fact]
    public void Ends_when_everybody_has_been_told()
    {
        ATicket ticket = Untouched();

        Assert.Null(Deadlines.Next(ticket.Ticket, ticket.Model));
        Assert.Empty(ticket.Fire(Opened.AddDays(365)).Last.Events);
        Assert.Equal(TicketStatus.New, ticket.Ticket.Status);
    }

    [Fact]
    public void Says_why_at_every_step() => Assert.Equal(
        [
            "step page of policy critical: the clock for the first response target PT15M (policy around-the-clock) started at 2026-01-07T10:00:00Z",
            "50 % of the first response target PT15M (policy around-the-clock) used at 2026-01-07T10:07:30Z",
            "step page-again of policy critical: 50 % of the first response target PT15M (policy around-the-clock) used at 2026-01-07T10:07:30Z",
            "75 % of the first response target PT15M (policy around-the-clock) used at 2026-01-07T10:11:15Z",
            "90 % of the first response target PT15M (policy around-the-clock) used at 2026-01-07T10:13:30Z",
            "first response target PT15M (policy around-the-clock) missed at 2026-01-07T10:15:00Z",
            "step response-breach of policy critical: 100 % of the first response target PT15M (policy around-the-clock) used at 2026-01-07T10:15:00Z",
        ],
        Untouched().History
            .Where(static happened => happened.Data is SlaWarned or SlaBreached or Escalated)
            .Select(static happened => happened.Cause)
            .Take(7));

    [Fact]
    public void Gives_the_change_of_tier_the_reason_of_the_step()
    {
        ATicket ticket = Untouched();

        foreach (TicketEvent moved in ticket.History.Where(static happened => happened.Data is TierChanged or Assigned))
        {
            Assert.StartsWith("step ", moved.Cause, StringComparison.Ordinal);
            Assert.Equal(Actor.Clock, moved.Actor);
            Assert.Equal(IntakeChannel.Clock, moved.Channel);
        }
    }

    [Fact]
    public void Is_left_for_good_by_an_agent_who_takes_answers_and_resolves_within_five_minutes()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.High, ModelFile.Model);

        ticket.LiveUntil(Opened.AddMinutes(3)).Agent(Opened.AddMinutes(3), new TakeTicket("ben"), "ben");
        ticket.LiveUntil(Opened.AddMinutes(4)).Agent(Opened.AddMinutes(4), new ReplyToRequester("We look into it."), "ben");
        ticket.LiveUntil(Opened.AddMinutes(5)).Agent(Opened.AddMinutes(5), new ResolveTicket("Fixed."), "ben");
        ticket.LiveUntil(Opened.AddDays(365));

        Assert.Equal(
            [
                "00:00:00 opened Critical L1 service-desk",
                "00:00:00 message 1",
                "00:00:00 FirstResponse 1 started 00:15:00",
                "00:00:00 Resolution 1 started 04:00:00",
                "00:00:00 escalated page page [OnCall] notify []",
                "00:03:00 assigned ben of service-desk",
                "00:03:00 acknowledged",
                "00:03:00 New to Open",
                "00:04:00 message 2",
                "00:04:00 FirstResponse stopped 00:04:00 met",
                "00:05:00 message 3",
                "00:05:00 Open to Resolved",
                "00:05:00 Resolution stopped 00:05:00 met",
                "5.00:05:00 Resolved to Closed",
            ],
            ticket.Lines);
    }

    [Fact]
    public void Begins_at_L2_for_an_internal_application_whose_on_call_gets_the_ticket_at_the_breach()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.High, ModelFile.Model, "payroll");
        Assert.Equal((Tier.L2, "app-support"), (ticket.Ticket.Tier, ticket.Ticket.Team));

        ticket.LiveUntil(Opened.AddMinutes(15));

        Assert.Equal((Tier.L2, "app-support", "grace"), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
        Assert.Empty(ticket.All<TierChanged>());
        Assert.False(ticket.All<Escalated>()[^1].Functional);
    }

    [Fact]
    public void Goes_on_to_the_developers_of_an_internal_application()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.High, ModelFile.Model, "payroll").LiveUntil(Opened.AddHours(2));

        Assert.Equal((Tier.L3, "payroll-dev", "noah"), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
    }

    [Fact]
    public void Hands_a_swarm_over_to_nobody()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.High, ModelFile.Model, "platform").LiveUntil(Opened.AddDays(1));

        Assert.Empty(ticket.All<TierChanged>());
        Assert.Empty(ticket.All<Assigned>());
        Assert.Equal(6, ticket.All<Escalated>().Count);
    }

    private static ATicket Untouched() =>
        ATicket.Opened(Opened, Grade.High, ModelFile.Model).LiveUntil(Opened.AddDays(30));
}
