using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>Each option of a policy, beside its default: one hour to the first response, two to the next, eight to resolved.</summary>
public class When_a_desk_counts_in_its_own_way
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Theory]
    [InlineData(ClockKind.FirstResponse, TicketStatus.Pending, false)]
    [InlineData(ClockKind.Resolution, TicketStatus.Pending, true)]
    [InlineData(ClockKind.NextResponse, TicketStatus.Pending, true)]
    [InlineData(ClockKind.Operational, TicketStatus.Pending, true)]
    [InlineData(ClockKind.Underpinning, TicketStatus.Pending, false)]
    [InlineData(ClockKind.Resolution, TicketStatus.OnHold, false)]
    [InlineData(ClockKind.Resolution, TicketStatus.Open, false)]
    public void By_default_pending_pauses_what_the_requester_holds_up(ClockKind clock, TicketStatus status, bool pauses) =>
        Assert.Equal(pauses, SlaOptions.Default.Pauses(clock, status));

    [Fact]
    public void PausedBy_may_pause_the_first_response_and_leave_the_resolution_running()
    {
        SlaOptions options = Paused((ClockKind.FirstResponse, TicketStatus.Pending));

        ATicket ticket = Open(options).Agent(Opened.AddMinutes(20), new SetPending(null)).Agent(Opened.AddHours(3), new ResumeTicket(null));

        Assert.Equal(Opened.AddHours(3).AddMinutes(40), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Equal(Opened.AddHours(8), ticket.Clock(ClockKind.Resolution).DueAt);
    }

    [Fact]
    public void An_answer_to_a_paused_first_response_counts_or_waits()
    {
        SlaOptions paused = Paused((ClockKind.FirstResponse, TicketStatus.Pending));
        ATicket counts = AnsweredWhilePending(paused);
        ATicket waits = AnsweredWhilePending(paused with { FirstResponseWhenPaused = FirstResponseWhenPaused.Waits });

        Assert.Equal((true, TimeSpan.FromMinutes(20)), (counts.Clock(ClockKind.FirstResponse).Stopped, counts.Clock(ClockKind.FirstResponse).Used));
        Assert.False(waits.Clock(ClockKind.FirstResponse).Stopped);

        waits.Agent(Opened.AddHours(3), new ResumeTicket(null)).Agent(Opened.AddHours(3).AddMinutes(5), new ReplyToRequester("Here it is."));

        Assert.Equal(TimeSpan.FromMinutes(25), waits.Clock(ClockKind.FirstResponse).Used);
        Assert.True(waits.Clock(ClockKind.FirstResponse).Met);
    }

    [Fact]
    public void Writing_again_leaves_the_oldest_message_counting_or_begins_again()
    {
        ATicket oldest = WroteTwice(SlaOptions.Default);
        ATicket latest = WroteTwice(new SlaOptions { NextResponseFrom = NextResponseFrom.Latest });

        Assert.Equal(Opened.AddHours(3), oldest.Clock(ClockKind.NextResponse).DueAt);
        Assert.Equal((1, TimeSpan.Zero, Opened.AddHours(4.5)), Facts(latest.Clock(ClockKind.NextResponse)));
        Assert.True(latest.All<ClockRetargeted>().Single().Restarted);

        // The half hour that is warned of at half is warned of once.
        latest.LiveUntil(Opened.AddHours(5));
        Assert.Equal([0.5m, 0.75m, 0.9m], latest.All<SlaWarned>().Where(static warned => warned.Clock == ClockKind.NextResponse).Select(static warned => warned.Share));
    }

    [Fact]
    public void The_next_response_starts_after_the_first_or_with_the_first_message()
    {
        Assert.Null(Open(SlaOptions.Default).Ticket.Clock(ClockKind.NextResponse));

        ATicket both = Open(new SlaOptions { NextResponseStarts = NextResponseStarts.WithFirstMessage });
        Assert.Equal(Opened.AddHours(2), both.Clock(ClockKind.NextResponse).DueAt);

        both.Requester(Opened.AddMinutes(30)).Agent(Opened.AddMinutes(45), new ReplyToRequester("We look into it."));
        Assert.Equal(TimeSpan.FromMinutes(45), both.Clock(ClockKind.NextResponse).Used);
        Assert.True(both.Clock(ClockKind.FirstResponse).Stopped);
    }

    [Theory]
    [InlineData(ActorKind.Requester, true, true)]
    [InlineData(ActorKind.Requester, false, true)]
    [InlineData(ActorKind.Agent, true, true)]
    [InlineData(ActorKind.Agent, false, false)]
    public void A_ticket_that_an_agent_opens_may_owe_no_first_response(ActorKind opener, bool starts, bool owed)
    {
        Ticket ticket = OpenedBy(opener, new SlaOptions { RequesterlessStart = starts });

        Assert.Equal(owed, ticket.Clock(ClockKind.FirstResponse) is not null);
        Assert.NotNull(ticket.Clock(ClockKind.Resolution));
        Assert.Equal(opener == ActorKind.Agent, ticket.OpenedByAgent);
    }

    [Fact]
    public void A_ticket_that_an_agent_opens_waits_for_no_answer_until_the_requester_writes()
    {
        Ticket ticket = OpenedBy(ActorKind.Agent, new SlaOptions { NextResponseStarts = NextResponseStarts.WithFirstMessage });

        Assert.Null(ticket.WaitingSince);
        Assert.Null(ticket.Clock(ClockKind.NextResponse));
    }

    [Fact]
    public void What_is_used_up_at_closing_time_is_due_then_or_at_the_next_opening()
    {
        DateTimeOffset four = Moment.At("2026-01-07 16:00");
        ATicket closing = Open(SlaOptions.Default, four, "office").LiveUntil(Moment.At("2026-01-07 20:00"));
        ATicket opening = Open(new SlaOptions { AtClosingTime = ClosingTime.NextOpening }, four, "office");

        Assert.Equal(four.AddHours(1), closing.Clock(ClockKind.FirstResponse).BreachedAt);
        Assert.Equal(Moment.At("2026-01-08 09:00"), opening.Clock(ClockKind.FirstResponse).DueAt);

        ATicket answered = Open(new SlaOptions { AtClosingTime = ClosingTime.NextOpening }, four, "office")
            .Agent(Moment.At("2026-01-07 22:00"), new ReplyToRequester("We look into it."));
        Assert.True(answered.Clock(ClockKind.FirstResponse).Met);

        opening.LiveUntil(Moment.At("2026-01-08 09:00"));
        Assert.Equal(Moment.At("2026-01-08 09:00"), opening.Clock(ClockKind.FirstResponse).BreachedAt);
    }

    [Theory]
    [InlineData(OnReopen.Resume, 1, 120, 360)]
    [InlineData(OnReopen.Restart, 1, 0, 480)]
    [InlineData(OnReopen.NewCycle, 2, 0, 480)]
    public void Reopening_resumes_restarts_or_begins_another_cycle(OnReopen way, int cycle, int usedMinutes, int leftMinutes)
    {
        DateTimeOffset reopened = Opened.AddDays(2);
        ATicket ticket = Open(new SlaOptions { OnReopen = way })
            .Agent(Opened.AddHours(2), new ResolveTicket("Fixed."))
            .Agent(reopened, new ReopenTicket("not fixed"));

        Assert.Equal((cycle, TimeSpan.FromMinutes(usedMinutes), reopened.AddMinutes(leftMinutes)), Facts(ticket.Clock(ClockKind.Resolution)));
    }

    [Theory]
    [InlineData(OnReopen.Restart, 1, true)]
    [InlineData(OnReopen.NewCycle, 2, false)]
    public void Only_another_cycle_forgets_a_breach_and_history_never_does(OnReopen way, int cycle, bool broken)
    {
        ATicket ticket = Open(new SlaOptions { OnReopen = way }).LiveUntil(Opened.AddHours(9))
            .Agent(Opened.AddHours(9), new ResolveTicket("Fixed."))
            .Agent(Opened.AddDays(1), new ReopenTicket("not fixed"));

        Assert.Equal((cycle, broken), (ticket.Clock(ClockKind.Resolution).Cycle, ticket.Clock(ClockKind.Resolution).BreachedAt is not null));
        Assert.Contains(ticket.All<SlaBreached>(), static breached => breached.Clock == ClockKind.Resolution);
    }

    [Fact]
    public void The_longest_exchange_is_kept_over_the_cycles()
    {
        ATicket ticket = Open(SlaOptions.Default)
            .Agent(Opened, new ReplyToRequester("We look into it."))
            .Requester(Opened.AddHours(1)).Agent(Opened.AddHours(2), new ReplyToRequester("Still looking."))
            .Requester(Opened.AddHours(3)).Agent(Opened.AddHours(3).AddMinutes(5), new ReplyToRequester("Found it."));

        Assert.Equal((2, TimeSpan.FromHours(1)), (ticket.Clock(ClockKind.NextResponse).Cycle, ticket.Clock(ClockKind.NextResponse).Longest));
    }

    private static (int Cycle, TimeSpan Used, DateTimeOffset? DueAt) Facts(ClockState clock) => (clock.Cycle, clock.Used, clock.DueAt);

    private static ATicket AnsweredWhilePending(SlaOptions options) => Open(options)
        .Agent(Opened.AddMinutes(20), new SetPending(null))
        .Agent(Opened.AddHours(2), new ReplyToRequester("Which browser?"));

    private static ATicket WroteTwice(SlaOptions options) => Open(options)
        .Agent(Opened, new ReplyToRequester("We look into it."))
        .Requester(Opened.AddHours(1))
        .Requester(Opened.AddHours(2.5));

    private static Ticket OpenedBy(ActorKind opener, SlaOptions options) => TicketDecision.Open(
        ATicket.AnId,
        new OpenTicket { Subject = "Cannot pay", Description = "The button is grey.", Requester = new Requester("rita@customer.test") },
        new DecisionContext { Now = Opened, Model = Model(options, "always"), Actor = new Actor(opener, "ann"), Channel = IntakeChannel.Desk }).Ticket!;

    private static ATicket Open(SlaOptions options, DateTimeOffset? at = null, string calendar = "always") =>
        ATicket.Opened(at ?? Opened, model: Model(options, calendar));

    private static SupportModel Model(SlaOptions options, string calendar) => AModel.Small with
    {
        SlaPolicies = [AModel.Promise("PT1H", "PT2H", "PT8H") with { Calendar = calendar, Options = options }],
    };

    private static SlaOptions Paused(params (ClockKind Clock, TicketStatus Status)[] by) => new()
    {
        PausedBy = by.GroupBy(static pair => pair.Clock).ToDictionary(
            static group => group.Key, static IReadOnlyList<TicketStatus> (group) => [.. group.Select(static pair => pair.Status)]),
    };
}
