using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

public class When_a_requester_writes
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void While_the_first_response_is_owed_no_other_clock_starts()
    {
        ATicket ticket = ATicket.Opened(Opened).Requester(Opened.AddMinutes(10)).Requester(Opened.AddMinutes(20));

        Assert.Null(ticket.Ticket.Clock(ClockKind.NextResponse));
        Assert.Equal(Opened.AddHours(1), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Equal(TicketStatus.New, ticket.Ticket.Status);
    }

    [Fact]
    public void After_an_answer_the_next_response_is_owed_from_then_on()
    {
        ATicket ticket = Answered().Requester(Opened.AddHours(1));

        ClockState next = ticket.Clock(ClockKind.NextResponse);
        Assert.Equal((1, Opened.AddHours(1), Opened.AddHours(3)), (next.Cycle, next.RunningSince, next.DueAt));
    }

    [Fact]
    public void Again_the_oldest_unanswered_message_still_sets_the_time()
    {
        ATicket ticket = Answered().Requester(Opened.AddHours(1)).Requester(Opened.AddHours(1.5));

        Assert.Equal(["message 4"], ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
        Assert.Equal(Opened.AddHours(3), ticket.Clock(ClockKind.NextResponse).DueAt);
    }

    [Fact]
    public void After_the_next_answer_another_cycle_begins()
    {
        ATicket ticket = Answered()
            .Requester(Opened.AddHours(1))
            .Agent(Opened.AddHours(2), new ReplyToRequester("Still looking."))
            .Requester(Opened.AddHours(4));

        ClockState next = ticket.Clock(ClockKind.NextResponse);
        Assert.Equal((2, TimeSpan.Zero, Opened.AddHours(6)), (next.Cycle, next.Used, next.DueAt));
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(ticket.All<ClockStopped>(), static stopped => stopped.Clock == ClockKind.NextResponse).Used);
    }

    [Fact]
    public void A_note_or_a_new_holder_is_no_answer()
    {
        ATicket ticket = Answered().Requester(Opened.AddHours(1))
            .Agent(Opened.AddHours(2), new AddNote("looks like the cache"))
            .Agent(Opened.AddHours(2), new AssignTicket("dana", null, null));

        Assert.False(ticket.Clock(ClockKind.NextResponse).Stopped);
        Assert.False(ATicket.Opened(Opened).Agent(Opened, new AddNote("hm")).Clock(ClockKind.FirstResponse).Stopped);
    }

    [Fact]
    public void A_pending_ticket_reopens()
    {
        ATicket ticket = Answered().Agent(Opened.AddHours(1), new SetPending(null)).Requester(Opened.AddHours(2));

        TicketEvent reopened = ticket.Last.Events.Single(static happened => happened.Data is StatusChanged);
        Assert.Equal(new StatusChanged(TicketStatus.Pending, TicketStatus.Open), reopened.Data);
        Assert.Equal("the requester wrote", reopened.Cause);
        Assert.Equal(ActorKind.Requester, reopened.Actor.Kind);
    }

    [Fact]
    public void A_resolved_ticket_reopens_and_owes_an_answer()
    {
        ATicket ticket = Answered().Agent(Opened.AddHours(1), new ResolveTicket(null)).Requester(Opened.AddHours(2), "Not fixed!");

        Assert.Equal(
            ["message 3", "Resolved to Open", "Resolution resumed 01:00:00", "NextResponse 1 started 02:00:00"],
            ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
        Assert.Equal((TicketStatus.Open, null), (ticket.Ticket.Status, ticket.Ticket.ResolvedAt));
    }

    [Fact]
    public void A_ticket_resolved_without_a_word_owes_the_first_response_still()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddMinutes(5), new ResolveTicket(null)).Requester(Opened.AddHours(2));

        Assert.Equal((1, Opened.AddHours(2).AddMinutes(55)), (ticket.Clock(ClockKind.FirstResponse).Cycle, ticket.Clock(ClockKind.FirstResponse).DueAt));
        Assert.Null(ticket.Ticket.Clock(ClockKind.NextResponse));
    }

    [Fact]
    public void A_ticket_resolved_with_an_answer_owes_the_next_response()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddMinutes(5), new ResolveTicket("Fixed.")).Requester(Opened.AddHours(2));

        Assert.True(ticket.Clock(ClockKind.FirstResponse).Stopped);
        Assert.False(ticket.Clock(ClockKind.NextResponse).Stopped);
    }

    [Fact]
    public void A_closed_ticket_stays_closed()
    {
        ATicket ticket = Answered().Agent(Opened, new ResolveTicket(null)).Agent(Opened, new CloseTicket("a test"));

        Decision decision = ticket.Try(Opened, new AddRequesterMessage("Hello?"), new Actor(ActorKind.Requester, "rita@customer.test"), IntakeChannel.Api);

        Assert.Equal("The ticket is closed; only notes, tags, links and watchers can change.", decision.Refusal);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void An_alert_that_repeats_itself_waits_for_no_answer()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.Medium, Grade.Medium, AModel.Small, AModel.Payroll, IntakeChannel.Alert)
            .Agent(Opened.AddMinutes(5), new ReplyToRequester("We look into it."))
            .Integration(Opened.AddMinutes(10), new AddRequesterMessage("still firing"));

        Assert.Null(ticket.Ticket.Clock(ClockKind.NextResponse));
        Assert.Equal(["message 3"], ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
    }

    [Fact]
    public void An_alert_that_fires_again_after_it_was_resolved_reopens_its_ticket()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.Medium, Grade.Medium, AModel.Small, AModel.Payroll, IntakeChannel.Alert)
            .Integration(Opened.AddMinutes(5), new ResolveTicket("All well.", "monitor reports the alert as resolved"))
            .Integration(Opened.AddMinutes(10), new AddRequesterMessage("firing again"));

        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
        Assert.Equal(
            [ClockKind.FirstResponse, ClockKind.Resolution],
            ticket.Ticket.Clocks.Where(static clock => !clock.Stopped).Select(static clock => clock.Clock));
    }

    [Fact]
    public void The_message_is_kept_with_who_wrote_it_and_when()
    {
        ATicket ticket = ATicket.Opened(Opened).Requester(Opened.AddMinutes(10), "Any news?");

        Assert.Equal(
            new TicketMessage
            {
                Number = 2,
                At = Opened.AddMinutes(10),
                Author = new Actor(ActorKind.Requester, "rita@customer.test"),
                Public = true,
                Text = "Any news?",
            },
            ticket.Messages[^1]);
    }

    private static ATicket Answered() =>
        ATicket.Opened(Opened).Agent(Opened.AddMinutes(5), new ReplyToRequester("We look into it."));
}
