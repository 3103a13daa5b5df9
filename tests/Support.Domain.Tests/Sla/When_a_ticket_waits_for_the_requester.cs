using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>The default model, a medium ticket opened on Monday at nine in Berlin.</summary>
public class When_a_ticket_waits_for_the_requester
{
    private static readonly DateTimeOffset Monday = Moment.At("2026-01-12 09:00 +01:00");
    private static readonly DateTimeOffset Eleven = Monday.AddHours(2);
    private static readonly DateTimeOffset Tuesday = Moment.At("2026-01-13 10:00 +01:00");

    [Fact]
    public void The_resolution_stands_still_and_the_first_response_does_not()
    {
        ATicket ticket = Opened().LiveUntil(Eleven).Agent(Eleven, new SetPending("which browser?"));

        Assert.Equal((null, null, TimeSpan.FromHours(2)), Facts(ticket, ClockKind.Resolution));
        Assert.Equal(Monday.AddHours(4), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Equal("which browser?", ticket.History[^1].Cause);
        Assert.Equal([ClockKind.Resolution], ticket.All<ClockPaused>().Select(static paused => paused.Clock));
    }

    [Fact]
    public void The_first_response_is_missed_all_the_same()
    {
        ATicket ticket = Opened().LiveUntil(Eleven).Agent(Eleven, new SetPending(null)).LiveUntil(Monday.AddDays(30));

        SlaBreached breached = Assert.Single(ticket.All<SlaBreached>());
        Assert.Equal((ClockKind.FirstResponse, Monday.AddHours(4)), (breached.Clock, breached.DueAt));
        Assert.DoesNotContain(ticket.All<SlaWarned>(), static warned => warned.Clock == ClockKind.Resolution);
    }

    [Fact]
    public void The_resolution_goes_on_with_the_time_that_was_left()
    {
        ATicket ticket = Opened().LiveUntil(Eleven)
            .Agent(Eleven, new ReplyToRequester("Which browser?"))
            .Agent(Eleven, new SetPending(null))
            .Agent(Tuesday, new ResumeTicket(null));

        // Two of 24 hours are used: 7 on Tuesday, 8 on Wednesday, 7 on Thursday are left.
        DateTimeOffset due = Moment.At("2026-01-15 16:00 +01:00");
        Assert.Equal((Tuesday, due, TimeSpan.FromHours(2)), Facts(ticket, ClockKind.Resolution));
        Assert.Equal(due, Assert.Single(ticket.LiveUntil(due).All<SlaBreached>()).DueAt);
    }

    [Fact]
    public void An_answer_of_the_requester_resumes_it()
    {
        ATicket ticket = Opened().LiveUntil(Eleven)
            .Agent(Eleven, new ReplyToRequester("Which browser?"))
            .Agent(Eleven, new SetPending(null))
            .Requester(Tuesday, "The fox.");

        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
        Assert.Equal(Tuesday, ticket.Clock(ClockKind.Resolution).RunningSince);
        Assert.Equal(
            ["message 3", "Pending to Open", "Resolution resumed 02:00:00", "NextResponse 1 started 08:00:00"],
            ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
    }

    [Fact]
    public void The_next_response_stands_still_and_goes_on_with_the_time_that_was_left()
    {
        ATicket ticket = Opened()
            .Agent(Monday, new ReplyToRequester("We look into it."))
            .Requester(Monday.AddHours(1))
            .Agent(Monday.AddHours(2), new SetPending(null));
        Assert.Equal((null, null, TimeSpan.FromHours(1)), Facts(ticket, ClockKind.NextResponse));

        ticket.Requester(Tuesday);

        // One of 8 hours is used: 7 are left, and Tuesday has them from ten to five.
        Assert.Equal((Tuesday, Moment.At("2026-01-13 17:00 +01:00"), TimeSpan.FromHours(1)), Facts(ticket, ClockKind.NextResponse));
        Assert.Equal(1, ticket.Clock(ClockKind.NextResponse).Cycle);
    }

    [Fact]
    public void It_may_be_resolved_and_reopened_with_what_was_used_before()
    {
        ATicket ticket = Opened().LiveUntil(Eleven)
            .Agent(Eleven, new SetPending(null))
            .Agent(Eleven.AddHours(1), new ResolveTicket("Fixed."))
            .Agent(Tuesday, new ReopenTicket("not fixed"));

        Assert.Equal((Tuesday, Moment.At("2026-01-15 16:00 +01:00"), TimeSpan.FromHours(2)), Facts(ticket, ClockKind.Resolution));
    }

    [Fact]
    public void A_share_that_is_reached_at_the_moment_of_pausing_is_warned_of_once()
    {
        DateTimeOffset half = Moment.At("2026-01-13 13:00 +01:00");
        ATicket ticket = Opened().Agent(Monday, new ReplyToRequester("We look into it."));

        ticket.LiveUntil(half.AddMinutes(-1)).Agent(half, new SetPending(null)).Agent(half.AddMinutes(1), new ResumeTicket(null)).LiveUntil(half.AddHours(1));

        Assert.Equal(half, Assert.Single(ticket.All<SlaWarned>()).ReachedAt);
    }

    [Fact]
    public void Nothing_is_due_but_the_first_response()
    {
        ATicket ticket = Opened().Agent(Monday, new ReplyToRequester("Which browser?")).Agent(Monday, new SetPending(null));

        Assert.Null(Deadlines.Next(ticket.Ticket, ticket.Model));
    }

    private static ATicket Opened() => ATicket.Opened(Monday, Grade.Medium, ModelFile.Model);

    private static (DateTimeOffset? RunningSince, DateTimeOffset? DueAt, TimeSpan Used) Facts(ATicket ticket, ClockKind kind)
    {
        ClockState clock = ticket.Clock(kind);
        return (clock.RunningSince, clock.DueAt, clock.Used);
    }
}
