using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

public class When_a_ticket_waits_until_a_time
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Until = Opened.AddHours(3);

    [Fact]
    public void On_hold_it_comes_back_at_that_instant()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Quiet).Agent(Opened, new HoldTicket("the part comes at one", Until));
        Assert.Equal((TicketStatus.OnHold, Until), (ticket.Ticket.Status, ticket.Ticket.WaitingUntil));
        Assert.Equal((DeadlineKind.WaitOver, Until), (Deadlines.Next(ticket.Ticket, Quiet)!.Kind, Deadlines.Next(ticket.Ticket, Quiet)!.DueAt));

        ticket.LiveUntil(Until);

        Assert.Equal("03:00:00 OnHold to Open", ticket.Lines[^1]);
        Assert.Equal(Actor.Clock, ticket.History[^1].Actor);
        Assert.Equal("on hold until 2026-01-07T13:00:00Z: that time has come", ticket.History[^1].Cause);
        Assert.Null(ticket.Ticket.WaitingUntil);
    }

    [Fact]
    public void Pending_its_clocks_run_on_with_what_they_had_used()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddHours(1), new ReplyToRequester("Which browser?"))
            .Agent(Opened.AddHours(1), new SetPending("which browser?", Until))
            .LiveUntil(Until);

        Assert.Equal("Resolution resumed 01:00:00", HistoryLine.Of(ticket.History[^1].Data));
        Assert.All(ticket.Last.Events, static happened => Assert.Equal(Actor.Clock, happened.Actor));
        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
    }

    [Fact]
    public void Whatever_ends_the_waiting_before_ends_the_deadline_too()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Quiet).Agent(Opened, new SetPending(null, Until)).Requester(Opened.AddHours(1));

        Assert.Null(ticket.Ticket.WaitingUntil);
        Assert.Null(Deadlines.Next(ticket.Ticket, Quiet));
    }

    [Fact]
    public void A_clock_that_was_away_brings_it_back_late_and_says_when_it_was_due()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Quiet).Agent(Opened, new HoldTicket("r", Until)).Fire(Until.AddDays(2));

        Assert.Equal("on hold until 2026-01-07T13:00:00Z: that time has come", ticket.History[^1].Cause);
        Assert.Empty(ticket.Fire(Until.AddDays(2)).Last.Events);
    }

    [Fact]
    public void The_time_must_be_to_come_and_not_too_far()
    {
        ATicket ticket = ATicket.Opened(Opened);

        Assert.Equal("The ticket can only wait until a time that is still to come.", Refusal(new HoldTicket("r", Opened)));
        Assert.Equal("The ticket can wait for at most 366 days.", Refusal(new SetPending("r", Opened.AddDays(367))));

        string? Refusal(TicketCommand command) => ticket.TryAgent(Opened, command).Refusal;
    }

    [Fact]
    public void Holding_a_pending_one_lets_its_clocks_run_on()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new SetPending(null)).Agent(Opened.AddMinutes(10), new HoldTicket("a supplier"));

        Assert.Equal(["Pending to OnHold", "Resolution resumed 00:00:00"], ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
    }

    // Without promises nothing else is due.
    private static SupportModel Quiet { get; } = AModel.Small with { SlaPolicies = [AModel.Promise(null, null, null)] };
}
