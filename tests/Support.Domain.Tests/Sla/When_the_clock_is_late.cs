using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

public class When_the_clock_is_late
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void An_answer_after_the_deadline_comes_after_the_breach_in_the_history()
    {
        ATicket ticket = Critical().Agent(Opened.AddMinutes(16), new ReplyToRequester("We look into it."));

        Assert.Equal(
            [
                "FirstResponse warned 0.5", "escalated page-again page [OnCall] notify []", "FirstResponse warned 0.75",
                "FirstResponse warned 0.9", "FirstResponse breached 00:15:00",
                "escalated response-breach page [] notify [TeamLead]", "L1 to L2 after 00:16:00", "assigned grace of app-support",
                "message 2", "FirstResponse stopped 00:16:00 missed", "acknowledged", "New to Open",
            ],
            ticket.Last.Events.Select(static happened => HistoryLine.Of(happened.Data)));
        Assert.Equal(Opened.AddMinutes(15), ticket.Clock(ClockKind.FirstResponse).BreachedAt);
        Assert.All(ticket.Last.Events, static happened => Assert.Equal(Opened.AddMinutes(16), happened.At));
    }

    [Fact]
    public void An_answer_a_tick_before_the_deadline_is_in_time_and_one_at_the_deadline_is_not()
    {
        ATicket inTime = Critical().Agent(Opened.AddMinutes(15).AddTicks(-1), new ReplyToRequester("We look into it."));
        ATicket tooLate = Critical().Agent(Opened.AddMinutes(15), new ReplyToRequester("We look into it."));

        Assert.True(inTime.Clock(ClockKind.FirstResponse).Met);
        Assert.False(tooLate.Clock(ClockKind.FirstResponse).Met);
    }

    [Fact]
    public void A_refused_command_leaves_the_deadlines_that_had_passed()
    {
        Decision decision = Critical().TryAgent(Opened.AddMinutes(8), new ResumeTicket(null));

        Assert.Equal("The ticket is new; only a pending ticket or one on hold can be resumed.", decision.Refusal);
        Assert.Equal(
            ["FirstResponse warned 0.5", "escalated page-again page [OnCall] notify []"],
            decision.Events.Select(static happened => HistoryLine.Of(happened.Data)));
    }

    [Fact]
    public void What_passed_while_everything_was_down_happens_at_once_and_in_order()
    {
        ATicket punctual = Critical().LiveUntil(Opened.AddHours(5));
        ATicket late = Critical().Fire(Opened.AddHours(5));

        // The same things in the same order; only the times on each tier are those of the late hand-overs.
        Assert.Equal(
            punctual.History.Select(static happened => HistoryLine.Of(happened.Data)).Select(WithoutTimeInTier),
            late.History.Select(static happened => HistoryLine.Of(happened.Data)).Select(WithoutTimeInTier));
        Assert.Equal(Due(punctual), Due(late));
        Assert.Equal(punctual.History.Select(static happened => happened.Cause), late.History.Select(static happened => happened.Cause));
        Assert.All(late.Last.Events, static happened => Assert.Equal(Opened.AddHours(5), happened.At));
    }

    [Fact]
    public void Firing_twice_or_early_does_nothing()
    {
        ATicket ticket = Critical();

        Assert.Empty(ticket.Fire(Opened.AddMinutes(7)).Last.Events);
        Assert.NotEmpty(ticket.Fire(Opened.AddMinutes(8)).Last.Events);
        Assert.Empty(ticket.Fire(Opened.AddMinutes(8)).Last.Events);
        Assert.Empty(ticket.Fire(Opened.AddMinutes(8)).Last.Events);
    }

    [Fact]
    public void The_next_deadline_is_the_earliest_of_all()
    {
        ATicket ticket = Critical();

        Deadline next = Deadlines.Next(ticket.Ticket, ticket.Model)!;

        Assert.Equal((DeadlineKind.Warning, ClockKind.FirstResponse, 0.5m, Opened.AddMinutes(7.5)), (next.Kind, next.Clock, next.Share, next.DueAt));
        Assert.Equal(Deadlines.All(ticket.Ticket, ticket.Model).Min(static deadline => deadline.DueAt), next.DueAt);
    }

    [Fact]
    public void A_share_in_fractions_of_a_tick_is_warned_of_once()
    {
        SlaPolicy thirds = AModel.Promise(null, null, "PT1H") with { Warnings = [1m / 3, 2m / 3] };

        ATicket ticket = ATicket.Opened(Opened, model: AModel.Small with { SlaPolicies = [thirds] }).LiveUntil(Opened.AddHours(1));

        Assert.Equal(2, ticket.All<SlaWarned>().Count);
        Assert.Single(ticket.All<SlaBreached>());
    }

    private static string WithoutTimeInTier(string line) => line.Split(" after ")[0];

    private static IEnumerable<DateTimeOffset> Due(ATicket ticket) => ticket.History.Select(static happened => happened.Data switch
    {
        SlaWarned warned => warned.ReachedAt,
        SlaBreached breached => breached.DueAt,
        Escalated escalated => escalated.DueAt!.Value,
        _ => Opened,
    });

    private static ATicket Critical() => ATicket.Opened(Opened, Grade.High, ModelFile.Model);
}
