using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Life;

[Collection(CriticalTicketTests.Name)]
public sealed class When_nobody_touches_a_critical_ticket(CriticalTickets tickets)
{
    // At this speed it is six real seconds: what a machine busy with everything else may take. That nothing is late by the
    // clock itself is for the simulations, where lateness is zero.
    private static readonly TimeSpan LatenessMax = TimeSpan.FromHours(1);

    // 25 real seconds.
    private static readonly TimeSpan WholeStoryMax = TimeSpan.FromMinutes(250);

    private TicketRun Run => tickets.Untouched;

    [Fact]
    public void Time_brings_what_the_model_says_at_the_exact_instants() =>
        Assert.Equal(TheDefaultModel.EventsOfAnUntouchedTicket, Run.WhatTimeBrought());

    [Fact]
    public void Everything_happens_soon_after_its_instant() => Assert.All(
        Run.History.Events.Where(happened => TicketRun.ExactInstant(happened) is not null),
        happened => Assert.InRange(happened.At - TicketRun.ExactInstant(happened)!.Value, TimeSpan.Zero, LatenessMax));

    [Fact]
    public void Everything_that_time_brings_says_why()
    {
        HistoryEvent[] brought = [.. Run.History.OfType("slaWarned", "slaBreached", "escalated", "tierChanged", "assigned")];

        Assert.All(brought, static happened => Assert.Equal("system", happened.Actor));
        Assert.All(brought, static happened => Assert.NotNull(happened.Cause));
        HistoryEvent toL2 = brought.First(static happened => happened.Type == "tierChanged");
        Assert.StartsWith(
            "step response-breach of policy critical: 100 % of the first response target PT15M (policy around-the-clock) used at ", toL2.Cause);
    }

    [Fact]
    public void Everybody_whom_the_model_names_is_told() =>
        Assert.Equal(TheDefaultModel.NoticesOfAnUntouchedTicket, Run.History.Notices.Select(static notice => notice.Told));

    [Fact]
    public void Every_notice_is_sent_at_the_first_attempt() =>
        Assert.All(Run.History.Notices, static notice => Assert.Equal(("sent", 1), (notice.Fate, notice.Attempts)));

    [Fact]
    public void Every_mail_arrives_once() => Assert.Equal(
        Run.History.Notices.Where(static notice => notice.Channel == "email").Select(static notice => notice.Recipient).Order(),
        Run.Mails.Select(static mail => mail.Recipient).Order());

    [Fact]
    public void Every_card_arrives_once() => Assert.Equal(
        Run.History.Notices.Count(static notice => notice.Channel == "teams"), Run.Cards.Count);

    [Fact]
    public void Its_requester_gets_the_acknowledgement_and_nothing_else()
    {
        ReceivedMail mail = Assert.Single(Run.Mails, static mail => mail.Recipient == "ann@customer.example");

        Assert.Equal($"[{Run.Id}] We have received: Checkout is down", mail.Subject);
        Assert.Equal("auto-replied", mail.Headers["Auto-Submitted"]);
    }

    // The order is that of the history: mails of two deadlines 0.15 real seconds apart are sent side by side.
    [Fact]
    public void Its_mails_say_what_happened() => Assert.Equal(
        [
            $"[{Run.Id}] 50 % of first response used: Checkout is down",
            $"[{Run.Id}] 75 % of first response used: Checkout is down",
            $"[{Run.Id}] 90 % of first response used: Checkout is down",
            $"[{Run.Id}] Missed first response: Checkout is down",
        ],
        Run.Mails.Where(static mail => mail.Recipient == "service-desk@example.test").Select(static mail => mail.Subject)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Its_mails_are_one_thread()
    {
        Assert.Distinct(Run.Mails.Select(static mail => mail.MessageId));
        string root = Run.Mails.Single(static mail => mail.Recipient == "ann@customer.example").MessageId;
        Assert.All(Run.Mails.Where(mail => mail.MessageId != root), mail => Assert.Equal(root, mail.Headers["References"]));
    }

    [Fact]
    public void It_is_with_the_third_tier_and_people_know_within_25_seconds()
    {
        HistoryEvent toL3 = Run.History.OfType("tierChanged").Last();
        HistoryNotice[] told = [.. Run.History.Notices.Where(notice => notice.Reason == "escalation" && notice.Cause == toL3.Cause)];

        Assert.Equal("L3", toL3.Text("to"));
        Assert.NotEmpty(told);
        Assert.All(told, notice => Assert.InRange(notice.At - Run.History.OpenedAt, TimeSpan.Zero, WholeStoryMax));
    }
}
