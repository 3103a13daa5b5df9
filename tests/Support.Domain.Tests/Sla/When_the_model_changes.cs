using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>Another model comes into force on Wednesday at noon while tickets are open.</summary>
public class When_the_model_changes
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Noon = Moment.At("2026-01-07 12:00");
    private static readonly SupportModel Office = AModel.Small with { SlaPolicies = [AModel.Promise("PT4H", "PT2H", "PT16H") with { Calendar = "office" }] };

    [Fact]
    public void What_is_used_stays_used_and_the_rest_runs_by_the_new_target()
    {
        ATicket ticket = Live(Office).Change(To(Office with { SlaPolicies = [AModel.Promise("PT3H", "PT2H", "PT10H") with { Calendar = "office" }] }), Noon);

        ClockState first = ticket.Clock(ClockKind.FirstResponse);
        Assert.Equal(TimeSpan.FromHours(2), first.Used);
        Assert.Equal(Moment.At("2026-01-07 13:00"), first.DueAt);
        Assert.Equal(Moment.At("2026-01-08 12:00"), ticket.Clock(ClockKind.Resolution).DueAt);
        Assert.Equal(
            "model small-2 in force since 2026-01-07T12:00:00Z: target PT4H is now PT3H",
            ticket.History.First(static happened => happened.Data is ClockRetargeted).Cause);
        Assert.Equal("small-2", ticket.Ticket.ModelRevision);
    }

    [Fact]
    public void An_edited_calendar_counts_from_the_change_on()
    {
        // Under the new hours nothing would have been used before eleven; it was used all the same.
        ATicket ticket = Live(Office).Change(To(WithHours(Office, "11:00-20:00")), Noon);

        Assert.Equal(TimeSpan.FromHours(2), ticket.Clock(ClockKind.Resolution).Used);
        Assert.Equal(Moment.At("2026-01-08 17:00"), ticket.Clock(ClockKind.Resolution).DueAt);
        Assert.Contains("calendar office has other hours", ticket.History[^1].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_recorded_where_nothing_is_different()
    {
        ATicket ticket = Live(Office).LiveUntil(Noon);
        int version = ticket.Ticket.Version;

        ticket.Change(To(Office with { AutoCloseAfter = TimeSpan.FromDays(9) }), Noon);
        Assert.Equal(version, ticket.Ticket.Version);

        // The next thing that happens says which model decided it.
        ticket.Agent(Noon.AddMinutes(1), new AddNote("Looking."));
        Assert.Equal("small-2", ticket.Ticket.ModelRevision);
    }

    [Fact]
    public void It_does_not_matter_how_late_a_ticket_is_brought_up()
    {
        SupportModel next = To(WithHours(Office, "11:00-13:00"));
        ATicket early = Live(Office).Change(next, Noon).LiveUntil(Moment.At("2026-01-20 12:00"));
        ATicket late = Live(Office).Change(next, Noon, at: Moment.At("2026-01-20 12:00")).LiveUntil(Moment.At("2026-01-20 12:00"));

        Assert.Equal(early.All<SlaBreached>(), late.All<SlaBreached>());
        Assert.Equal(early.All<SlaWarned>(), late.All<SlaWarned>());
        Assert.Equal(early.Clock(ClockKind.Resolution).DueAt, late.Clock(ClockKind.Resolution).DueAt);
    }

    [Fact]
    public void What_was_due_before_is_done_by_the_model_before()
    {
        // The clock was away from half past nine to one; the answer was due at eleven, when the old model was in force.
        SupportModel soon = AModel.Small;
        ATicket ticket = ATicket.Opened(Opened, model: soon);

        ticket.Change(To(soon with { SlaPolicies = [AModel.Promise("PT5H", "PT5H", "PT9H")] }), Noon, at: Noon.AddHours(1));

        Assert.Equal(Opened.AddHours(1), ticket.Clock(ClockKind.FirstResponse).BreachedAt);
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(ticket.All<SlaBreached>()).Target);
    }

    [Fact]
    public void A_lowered_target_that_is_used_up_breaks_once_when_the_model_came_into_force_and_tells_nobody()
    {
        EscalationStep page = AModel.Step("page", ClockKind.Resolution, 1) with { Page = [Audiences.OnCall] };
        EscalationStep early = AModel.Step("early", ClockKind.Resolution, 0.5m) with { Notify = [Audiences.Manager] };
        SupportModel next = To(Office with
        {
            SlaPolicies = [AModel.Promise("PT4H", null, "PT1H") with { Calendar = "office" }],
            EscalationPolicies = [new EscalationPolicy { Id = "all", Steps = [early, page] }],
        });

        ATicket ticket = Live(Office).Change(next, Noon).LiveUntil(Noon.AddDays(5));

        SlaBreached breach = Assert.Single(ticket.All<SlaBreached>(), static breach => breach.Clock == ClockKind.Resolution);
        Assert.Equal(Noon, breach.DueAt);
        Assert.Empty(ticket.All<Escalated>());
        TicketEvent happened = ticket.History.Single(happened => happened.Data == breach);
        Assert.Empty(NoticePlan.Of(ticket.Ticket, happened, next));
        Assert.Contains("PT2H was used by then of a target that is now PT1H", happened.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_breach_stays_recorded_with_the_target_that_it_broke()
    {
        ATicket ticket = ATicket.Opened(Opened, model: AModel.Small).LiveUntil(Noon)
            .Change(To(AModel.Small with { SlaPolicies = [AModel.Promise("PT9H", "PT9H", "PT90H")] }), Noon)
            .LiveUntil(Noon.AddDays(1));

        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(ticket.All<SlaBreached>()).Target);
        Assert.Equal(Opened.AddHours(1), ticket.Clock(ClockKind.FirstResponse).BreachedAt);
    }

    [Fact]
    public void Steps_still_to_come_are_done_at_the_new_instants()
    {
        EscalationStep half = AModel.Step("half", ClockKind.Resolution, 0.5m) with { Notify = [Audiences.Manager] };
        SupportModel before = Office with { EscalationPolicies = [new EscalationPolicy { Id = "all", Steps = [half] }] };

        ATicket ticket = Live(before)
            .Change(To(before with { SlaPolicies = [AModel.Promise("PT4H", null, "PT6H") with { Calendar = "office" }] }), Noon)
            .LiveUntil(Noon.AddDays(2));

        Assert.Equal(Moment.At("2026-01-07 13:00"), Assert.Single(ticket.All<Escalated>()).DueAt);
    }

    [Fact]
    public void A_policy_that_is_gone_takes_its_promises_with_it()
    {
        SupportModel next = To(Office with
        {
            SlaPolicies = [AModel.Promise("PT4H", null, null) with { Id = "answers", Calendar = "office" }],
        });

        ATicket ticket = Live(Office).Change(next, Noon).LiveUntil(Noon.AddDays(20));

        Assert.DoesNotContain(ticket.All<SlaBreached>(), static breach => breach.Clock == ClockKind.Resolution);
        Assert.Equal(new ClockWithdrawn(ClockKind.Resolution, TimeSpan.FromHours(2)), Assert.Single(ticket.All<ClockWithdrawn>()));
        Assert.Equal("answers", ticket.Clock(ClockKind.FirstResponse).Policy);
    }

    [Fact]
    public void A_paused_clock_keeps_standing_still()
    {
        ATicket ticket = Live(Office).Agent(Moment.At("2026-01-07 11:00"), new SetPending("which browser?"))
            .Change(To(Office with { SlaPolicies = [AModel.Promise("PT4H", null, "PT8H") with { Calendar = "office" }] }), Noon);

        ClockState resolution = ticket.Clock(ClockKind.Resolution);
        Assert.Null(resolution.RunningSince);
        Assert.Equal(TimeSpan.FromHours(1), resolution.Used);
        Assert.Equal(TimeSpan.FromHours(8), resolution.Target);
    }

    [Fact]
    public void Every_command_brings_the_ticket_up_first()
    {
        SupportModel next = To(WithHours(Office, "11:00-20:00"));
        ATicket ticket = Live(Office).Under(next, new ModelChange(Office, Noon)).Agent(Noon.AddHours(1), new ReplyToRequester("On it."));

        Assert.Equal(TimeSpan.FromHours(3), Assert.Single(ticket.All<ClockStopped>()).Used);
        Assert.Equal(2, ticket.All<ClockRetargeted>().Count);
        Assert.Empty(ticket.Agent(Noon.AddHours(2), new ApplyModel()).Last.Events);
    }

    private static ATicket Live(SupportModel model) => ATicket.Opened(Opened, model: model);

    private static SupportModel To(SupportModel model) => model with { Version = "small-2" };

    private static SupportModel WithHours(SupportModel model, string hours)
    {
        CalendarDefinition office = model.Calendars["office"];
        office = office with
        {
            Weekly = office.Weekly!.ToDictionary(static day => day.Key, IReadOnlyList<string> (_) => [hours]),
        };
        return model with
        {
            Calendars = new Dictionary<string, CalendarDefinition>(model.Calendars) { ["office"] = office with { Compiled = BusinessCalendar.From(office) } },
        };
    }
}
