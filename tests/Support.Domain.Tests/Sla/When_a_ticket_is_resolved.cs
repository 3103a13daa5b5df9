using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

public class When_a_ticket_is_resolved
{
    private static readonly DateTimeOffset Monday = Moment.At("2026-01-12 09:00 +01:00");
    private static readonly DateTimeOffset Eleven = Monday.AddHours(2);
    private static readonly DateTimeOffset Wednesday = Moment.At("2026-01-14 09:00 +01:00");

    [Fact]
    public void Every_clock_is_done()
    {
        ATicket ticket = Resolved();

        Assert.All(ticket.Ticket.Clocks, static clock => Assert.Equal((true, true, null, null), (clock.Stopped, clock.Met, clock.RunningSince, clock.DueAt)));
        Assert.Equal(Eleven, ticket.Ticket.ResolvedAt);
    }

    [Fact]
    public void A_promise_that_was_broken_before_is_not_kept()
    {
        ATicket ticket = ATicket.Opened(Monday, Grade.High, ModelFile.Model).LiveUntil(Monday.AddMinutes(20))
            .Agent(Monday.AddMinutes(20), new ResolveTicket("Fixed."));

        Assert.False(ticket.Clock(ClockKind.FirstResponse).Met);
        Assert.True(ticket.Clock(ClockKind.Resolution).Met);
        Assert.Equal(Monday.AddMinutes(15), ticket.Clock(ClockKind.FirstResponse).BreachedAt);
    }

    [Fact]
    public void It_closes_five_days_later_to_the_second()
    {
        ATicket ticket = Resolved();

        Assert.Empty(ticket.Fire(Eleven.AddDays(5).AddTicks(-1)).Last.Events);
        Assert.Equal(DeadlineKind.AutoClose, Deadlines.Next(ticket.Ticket, ticket.Model)!.Kind);

        ticket.Fire(Eleven.AddDays(5));

        TicketEvent closed = Assert.Single(ticket.Last.Events);
        Assert.Equal(new StatusChanged(TicketStatus.Resolved, TicketStatus.Closed), closed.Data);
        Assert.Equal("resolved for PT120H without an objection", closed.Cause);
        Assert.Equal((Actor.Clock, IntakeChannel.Clock), (closed.Actor, closed.Channel));
        Assert.True(ticket.Ticket.IsOver);
        Assert.Null(Deadlines.Next(ticket.Ticket, ticket.Model));
    }

    [Fact]
    public void A_message_of_the_requester_after_five_days_comes_too_late_even_if_nobody_has_closed_it_yet()
    {
        Decision decision = Resolved().Try(
            Eleven.AddDays(6), new AddRequesterMessage("Not fixed!"), new Actor(ActorKind.Requester, "rita@customer.test"), IntakeChannel.Api);

        Assert.Equal("The ticket is closed; only notes, tags, links and watchers can change.", decision.Refusal);
        Assert.Equal(TicketStatus.Closed, decision.Ticket!.Status);
        Assert.IsType<StatusChanged>(Assert.Single(decision.Events).Data);
        Assert.Empty(decision.Messages);
    }

    [Fact]
    public void The_five_days_begin_anew_when_it_is_resolved_again()
    {
        ATicket ticket = Resolved().Agent(Wednesday, new ReopenTicket("not fixed")).Agent(Wednesday.AddHours(1), new ResolveTicket(null));

        Assert.Equal(Wednesday.AddHours(1).AddDays(5), Deadlines.Next(ticket.Ticket, ticket.Model)!.DueAt);
    }

    [Fact]
    public void An_answer_or_a_note_leaves_it_resolved()
    {
        ATicket ticket = Resolved().Agent(Wednesday, new ReplyToRequester("You are welcome.")).Agent(Wednesday, new AddNote("nice"));

        Assert.Equal(TicketStatus.Resolved, ticket.Ticket.Status);
        Assert.Equal(Eleven.AddDays(5), Deadlines.Next(ticket.Ticket, ticket.Model)!.DueAt);
    }

    [Fact]
    public void Reopening_resumes_the_resolution_without_the_time_spent_resolved()
    {
        ATicket ticket = Resolved().Agent(Wednesday, new ReopenTicket("not fixed"));

        // Two of 24 hours are used: 8 on Wednesday, 8 on Thursday, 6 on Friday are left.
        ClockState resolution = ticket.Clock(ClockKind.Resolution);
        DateTimeOffset due = Moment.At("2026-01-16 15:00 +01:00");
        Assert.Equal((Wednesday, due, TimeSpan.FromHours(2)), (resolution.RunningSince, resolution.DueAt, resolution.Used));
        Assert.Equal((false, null), (resolution.Stopped, resolution.Met));
        Assert.Equal(1, resolution.Cycle);
        Assert.True(ticket.Clock(ClockKind.FirstResponse).Stopped);
        Assert.Null(ticket.Ticket.ResolvedAt);
        Assert.Equal("not fixed", ticket.History[^1].Cause);
        Assert.Equal(due, Assert.Single(ticket.LiveUntil(due).All<SlaBreached>()).DueAt);
    }

    [Fact]
    public void Reopening_after_a_breach_does_not_break_the_promise_again_or_mend_it()
    {
        DateTimeOffset due = Moment.At("2026-01-14 17:00 +01:00");
        ATicket ticket = ATicket.Opened(Monday, Grade.Medium, ModelFile.Model).LiveUntil(due)
            .Agent(due.AddHours(1), new ResolveTicket(null))
            .Agent(due.AddDays(1), new ReopenTicket("not fixed"))
            .LiveUntil(due.AddDays(2))
            .Agent(due.AddDays(2), new ResolveTicket(null));

        Assert.Single(ticket.All<SlaBreached>(), static breached => breached.Clock == ClockKind.Resolution);
        Assert.False(ticket.Clock(ClockKind.Resolution).Met);
    }

    [Fact]
    public void A_monitor_that_reports_all_well_answers_nobody_but_resolves()
    {
        ATicket ticket = ATicket.Opened(Monday, Grade.Medium, Grade.Medium, ModelFile.Model, null, IntakeChannel.Alert)
            .Integration(Eleven, new ResolveTicket("All well.", "monitor reports the alert as resolved"));

        Assert.Equal(
            ["message 2", "New to Resolved", "FirstResponse stopped 02:00:00 met", "Resolution stopped 02:00:00 met"],
            ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)).Where(static line => !line.Contains("warned", StringComparison.Ordinal)));
        Assert.Null(ticket.Ticket.Assignee);
        Assert.Null(ticket.Ticket.AcknowledgedAt);
    }

    [Fact]
    public void An_answer_given_while_it_is_resolved_is_given_also_for_what_comes_at_the_same_instant()
    {
        DateTimeOffset opened = Moment.At("2026-01-07 10:00");
        DateTimeOffset resolved = opened.AddHours(1);
        ATicket ticket = ATicket.Opened(opened)
            .Agent(opened, new ReplyToRequester("We look into it."))
            .Requester(opened.AddMinutes(10))
            .Integration(resolved, new ResolveTicket(null, "all well"))
            .Agent(resolved, new ReplyToRequester("It was the cache."))
            .Requester(resolved, "And now?");

        ClockState waiting = ticket.Clock(ClockKind.NextResponse);
        Assert.Equal((2, TimeSpan.Zero, resolved), (waiting.Cycle, waiting.Used, waiting.RunningSince));
    }

    private static ATicket Resolved() =>
        ATicket.Opened(Monday, Grade.Medium, ModelFile.Model).Agent(Eleven, new ResolveTicket("Fixed."));
}
