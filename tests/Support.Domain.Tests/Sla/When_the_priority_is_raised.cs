using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

public class When_the_priority_is_raised
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void What_is_used_stays_used_and_only_shares_not_reached_are_warned_of()
    {
        ATicket ticket = Raised(from: "PT10H", to: "PT4H", at: 0.3m).LiveUntil(Opened.AddDays(1));

        Assert.Equal(
            [
                "03:00:00 escalated raise page [] notify []",
                "03:00:00 priority Medium to Critical",
                "03:00:00 Resolution retargeted 04:00:00",
                "03:36:00 Resolution warned 0.9",
                "04:00:00 Resolution breached 04:00:00",
            ],
            ticket.Lines.Skip(3));
    }

    [Fact]
    public void The_event_says_what_was_used_what_is_left_and_which_shares_are_passed()
    {
        ATicket ticket = Raised(from: "PT10H", to: "PT4H", at: 0.3m).LiveUntil(Opened.AddHours(3));

        ClockRetargeted changed = Assert.Single(ticket.All<ClockRetargeted>());
        Assert.Equal((TimeSpan.FromHours(3), Opened.AddHours(4)), (changed.Used, changed.DueAt));
        Assert.Equal([0.5m, 0.75m], changed.Passed);
        Assert.Equal(Actor.Clock, ticket.History[^1].Actor);
        Assert.StartsWith("step raise of policy all", ticket.History[^1].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_warned_of_and_reached_again_under_a_longer_target_is_warned_of_again()
    {
        ATicket ticket = Raised(from: "PT4H", to: "PT10H", at: 0.6m).LiveUntil(Opened.AddDays(1));

        Assert.Equal(
            ["02:00:00 Resolution warned 0.5", "05:00:00 Resolution warned 0.5", "07:30:00 Resolution warned 0.75", "09:00:00 Resolution warned 0.9"],
            ticket.Lines.Where(static line => line.Contains("warned", StringComparison.Ordinal)));
        Assert.Equal(Opened.AddHours(10), Assert.Single(ticket.All<SlaBreached>()).DueAt);
    }

    [Fact]
    public void A_target_that_is_used_up_already_is_broken_at_that_moment_without_a_warning()
    {
        ATicket ticket = Raised(from: "PT10H", to: "PT1H", at: 0.3m).LiveUntil(Opened.AddDays(1));

        SlaBreached breached = Assert.Single(ticket.All<SlaBreached>());
        Assert.Equal((TimeSpan.FromHours(1), Opened.AddHours(3)), (breached.Target, breached.DueAt));
        Assert.Empty(ticket.All<SlaWarned>());
    }

    [Fact]
    public void A_breach_stays_with_the_target_that_it_broke()
    {
        ATicket ticket = Raised(from: "PT4H", to: "PT10H", at: 1).LiveUntil(Opened.AddDays(1)).Agent(Opened.AddDays(1), new ResolveTicket(null));

        SlaBreached breached = Assert.Single(ticket.All<SlaBreached>());
        Assert.Equal((TimeSpan.FromHours(4), Opened.AddHours(4)), (breached.Target, breached.DueAt));
        Assert.Equal((TimeSpan.FromHours(10), false), (ticket.Clock(ClockKind.Resolution).Target, ticket.Clock(ClockKind.Resolution).Met));
    }

    [Fact]
    public void Business_time_used_on_one_calendar_counts_on_the_other()
    {
        SupportModel model = Model(Policy("always", "PT4H"), Policy("office", "PT10H"), 0.3m);
        ATicket ticket = ATicket.Opened(Moment.At("2026-01-07 15:00"), model: model).LiveUntil(Moment.At("2026-01-09 00:00"));

        // Two office hours on Wednesday, one on Thursday; from then on every hour counts.
        Assert.Equal(Moment.At("2026-01-08 10:00"), ticket.History[^1].At.AddHours(-1));
        Assert.Equal(Moment.At("2026-01-08 11:00"), Assert.Single(ticket.All<SlaBreached>()).DueAt);
    }

    [Fact]
    public void A_clock_that_stands_still_gets_the_target_and_goes_on_standing()
    {
        SlaPolicy critical = Policy("always", "PT4H", "PT8H");
        SupportModel model = Model(critical, Policy("always", "PT10H", "PT8H"), 0.5m, ClockKind.FirstResponse);
        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Opened.AddHours(1), new SetPending(null)).LiveUntil(Opened.AddDays(1));

        ClockState resolution = ticket.Clock(ClockKind.Resolution);
        Assert.Equal(Priority.Critical, ticket.Ticket.Priority);
        Assert.Equal((TimeSpan.FromHours(4), TimeSpan.FromHours(1), null, null), (resolution.Target, resolution.Used, resolution.RunningSince, resolution.DueAt));

        DateTimeOffset resumed = Opened.AddDays(2);
        ticket.Agent(resumed, new ResumeTicket(null));
        Assert.Equal(resumed.AddHours(3), ticket.Clock(ClockKind.Resolution).DueAt);
    }

    [Fact]
    public void A_clock_that_is_done_is_left_alone()
    {
        SupportModel model = Model(Policy("always", "PT4H", "PT1H"), Policy("always", "PT10H", "PT8H"), 0.3m);

        ATicket ticket = ATicket.Opened(Opened, model: model)
            .Agent(Opened.AddHours(2), new ReplyToRequester("We look into it."))
            .LiveUntil(Opened.AddDays(1));

        Assert.Equal([ClockKind.Resolution], ticket.All<ClockRetargeted>().Select(static changed => changed.Clock));
        Assert.True(ticket.Clock(ClockKind.FirstResponse).Met);
    }

    [Fact]
    public void A_step_never_lowers_it()
    {
        SupportModel model = AModel.Escalating(AModel.Step("lower", ClockKind.Resolution, 0.5m) with { RaisePriorityTo = Priority.Medium });

        ATicket ticket = ATicket.Opened(Opened, Grade.High, model).LiveUntil(Opened.AddDays(1));

        Assert.Single(ticket.All<Escalated>());
        Assert.Equal(Priority.Critical, ticket.Ticket.Priority);
        Assert.Empty(ticket.All<PriorityChanged>());
    }

    /// <summary>A medium ticket that a step on the resolution makes critical.</summary>
    private static ATicket Raised(string from, string to, decimal at) =>
        ATicket.Opened(Opened, model: Model(Policy("always", to), Policy("always", from), at));

    private static SupportModel Model(SlaPolicy critical, SlaPolicy others, decimal at, ClockKind clock = ClockKind.Resolution) =>
        AModel.Escalating(AModel.Step("raise", clock, at) with { RaisePriorityTo = Priority.Critical }) with
        {
            SlaPolicies =
            [
                critical with { Id = "critical", When = new TicketFilter { Priorities = [Priority.Critical] } },
                others with { Id = "others" },
            ],
        };

    private static SlaPolicy Policy(string calendar, string resolution, string? firstResponse = null) =>
        AModel.Promise(firstResponse, null, resolution) with { Calendar = calendar };
}
