using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;
using static Support.Domain.Tests.Sla.Explained;

namespace Support.Domain.Tests.Sla;

/// <summary>Office hours are 09:00 to 17:00 UTC from Monday to Friday; the 25th of May 2026 is a holiday.</summary>
public class When_a_clock_is_explained
{
    [Fact]
    public void It_lists_what_counts_and_what_does_not_and_why()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office)
            .Agent(Friday.AddMinutes(30), new SetPending("which browser?"))
            .Agent(Tuesday, new ResumeTicket("found it in the log"));

        SlaClock resolution = Explain(ticket, ClockKind.Resolution, Tuesday.AddHours(1));

        Assert.Equal(
            [
                "05-22 15:00 - 05-22 15:30 Open PT30M opening hours of office",
                "05-22 15:30 - 05-26 10:00 Paused PT0S pending: which browser?",
                "05-26 10:00 - 05-26 11:00 Open PT1H opening hours of office",
            ],
            Lines(resolution));
        Assert.Equal(
            (SlaClockState.Running, TimeSpan.FromHours(8), TimeSpan.FromHours(1.5), TimeSpan.FromHours(6.5)),
            (resolution.State, resolution.Target, resolution.Used, resolution.Left));
        Assert.Equal(Moment.At("2026-05-27 09:30"), resolution.DueAt);
        Assert.Equal((DeadlineKind.Warning, 0.5m, Tuesday.AddHours(3.5)), (resolution.Next!.Kind, resolution.Next.Share!.Value, resolution.Next.At));
    }

    [Fact]
    public void Closed_time_is_one_interval_with_all_its_causes()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office);

        Assert.Equal(
            [
                "05-22 15:00 - 05-22 17:00 Open PT2H opening hours of office",
                "05-22 17:00 - 05-26 09:00 Closed PT0S closed hours of office, holiday Whit Monday",
                "05-26 09:00 - 05-26 10:00 Open PT1H opening hours of office",
            ],
            Lines(Explain(ticket, ClockKind.Resolution, Tuesday)));
    }

    [Fact]
    public void A_reopened_ticket_shows_the_time_it_was_resolved()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office)
            .Agent(Friday.AddHours(1), new ResolveTicket("Fixed.", null))
            .Requester(Tuesday, "Not fixed.");

        Assert.Equal(
            [
                "05-22 15:00 - 05-22 16:00 Open PT1H opening hours of office",
                "05-22 16:00 - 05-26 10:00 Done PT0S resolved",
                "05-26 10:00 - 05-26 10:30 Open PT30M opening hours of office",
            ],
            Lines(Explain(ticket, ClockKind.Resolution, Tuesday.AddMinutes(30))));
    }

    [Fact]
    public void A_clock_that_is_done_says_what_became_of_its_promise()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office)
            .LiveUntil(Tuesday)
            .Agent(Tuesday, new ReplyToRequester("We look into it."));

        SlaClock response = Explain(ticket, ClockKind.FirstResponse, Tuesday.AddDays(1));

        Assert.Equal(SlaClockState.Missed, response.State);
        Assert.Equal(TimeSpan.FromHours(3), response.Used);
        Assert.Equal(TimeSpan.FromHours(-2), response.Left);
        Assert.Equal(new SlaClockBreach(Friday.AddHours(1), TimeSpan.FromHours(1)), response.Breach);
        Assert.Null(response.DueAt);
        Assert.Null(response.Next);
        Assert.Equal(Tuesday, response.Intervals[^1].To);
    }

    [Fact]
    public void Each_run_of_a_clock_is_one_of_its_own()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office)
            .Agent(Friday.AddMinutes(5), new ReplyToRequester("We look into it."))
            .Requester(Friday.AddMinutes(10))
            .Agent(Friday.AddMinutes(20), new ReplyToRequester("Still looking."))
            .Requester(Friday.AddMinutes(30));

        SlaClock[] responses =
        [
            .. SlaClock.Of(ticket.History, ticket.Model, Friday.AddMinutes(33)).Where(static clock => clock.Clock == ClockKind.NextResponse),
        ];

        Assert.Equal([(1, SlaClockState.Met), (2, SlaClockState.Running)], responses.Select(static clock => (clock.Cycle, clock.State)));
        Assert.Equal([10, 3], responses.Select(static clock => clock.Used.TotalMinutes));
        Assert.Null(responses[0].Next);
    }

    [Fact]
    public void An_old_ticket_puts_its_oldest_intervals_together()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office);

        SlaClock resolution = Explain(ticket, ClockKind.Resolution, Friday.AddYears(1));

        Assert.Equal(SlaClock.IntervalsMax, resolution.Intervals.Count);
        Assert.Equal(SlaIntervalKind.Summary, resolution.Intervals[0].Kind);
        Assert.Equal(Friday, resolution.Intervals[0].From);
        Assert.Equal(resolution.Used.Ticks, resolution.Intervals.Sum(static interval => interval.Used.Ticks));
    }

    [Fact]
    public void As_JSON_it_is_written_as_the_rest_of_the_API_is()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office);

        Assert.Equal(
            """
            {"clock":"resolution","cycle":1,"state":"running","policy":"promise","calendar":"office","modelVersion":"small-1","target":"PT8H","used":"PT1H","left":"PT7H","startedAt":"2026-05-22T15:00:00+00:00","dueAt":"2026-05-26T15:00:00+00:00","next":{"kind":"warning","at":"2026-05-26T11:00:00+00:00","share":0.5},"intervals":[{"from":"2026-05-22T15:00:00+00:00","to":"2026-05-22T16:00:00+00:00","kind":"open","used":"PT1H","cause":"opening hours of office","counts":true}]}
            """,
            JsonSerializer.Serialize(Explain(ticket, ClockKind.Resolution, Friday.AddHours(1)), SupportJson.Options));
    }
}
