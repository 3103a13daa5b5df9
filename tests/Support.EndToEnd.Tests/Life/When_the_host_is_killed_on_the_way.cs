using System.Text.RegularExpressions;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Life;

[Collection(CriticalTicketTests.Name)]
public sealed partial class When_the_host_is_killed_on_the_way(CriticalTickets tickets)
{
    private TicketRun Disturbed => tickets.Disturbed;

    private TicketRun Untouched => tickets.Untouched;

    [Fact]
    public void It_starts_again_three_times() => Assert.Equal(1 + 3, tickets.Starts);

    [Fact]
    public void The_history_is_the_same() =>
        Assert.Equal(Untouched.History.Events.Select(happened => Comparable(happened, Untouched)), Disturbed.History.Events.Select(happened => Comparable(happened, Disturbed)));

    [Fact]
    public void Time_brings_what_the_model_says_at_the_exact_instants() =>
        Assert.Equal(TheDefaultModel.EventsOfAnUntouchedTicket, Disturbed.WhatTimeBrought());

    [Fact]
    public void The_same_people_are_told_of_the_same_things() => Assert.Equal(
        Untouched.History.Notices.Select(Comparable).Order(StringComparer.Ordinal),
        Disturbed.History.Notices.Select(Comparable).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_notice_is_sent() => Assert.All(Disturbed.History.Notices, static notice => Assert.Equal("sent", notice.Fate));

    [Fact]
    public void The_same_mails_arrive() => Assert.Equal(
        Untouched.Mails.Select(mail => Comparable(mail, Untouched)).Order(StringComparer.Ordinal),
        Disturbed.Mails.DistinctBy(static mail => mail.MessageId).Select(mail => Comparable(mail, Disturbed)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_mail_or_card_comes_again_only_where_its_first_attempt_died_before_it_was_confirmed()
    {
        Assert.InRange(Disturbed.Mails.Count, Mails, Mails + Repetitions("email"));
        Assert.InRange(Disturbed.Cards.Count, Cards, Cards + Repetitions("teams"));
    }

    private int Mails => Disturbed.History.Notices.Count(static notice => notice.Channel == "email");

    private int Cards => Disturbed.History.Notices.Count(static notice => notice.Channel == "teams");

    private int Repetitions(string channel) =>
        Disturbed.History.Notices.Where(notice => notice.Channel == channel).Sum(static notice => notice.Attempts - 1);

    // The instants at which things were due are compared by the other test, from the opening on.
    private static string Comparable(HistoryEvent happened, TicketRun run) => string.Join(
        ' ',
        happened.Data.EnumerateObject()
            .Where(static member => member.Name is not ("dueAt" or "reachedAt" or "timeInTier" or "businessTimeInTier" or "shareOfElapsed"))
            .Select(static member => $"{member.Name}={member.Value}")
            .Append($"by {happened.Actor}")
            .Append($"because {WithoutInstants(happened.Cause)}"))
        .Replace(run.Id, "SUP", StringComparison.Ordinal);

    private static string Comparable(HistoryNotice notice) => $"{notice.Told} because {WithoutInstants(notice.Cause)}";

    private static string Comparable(ReceivedMail mail, TicketRun run) =>
        $"{mail.Recipient}: {mail.Subject.Replace(run.Id, "SUP", StringComparison.Ordinal)}";

    private static string WithoutInstants(string? cause) => Instant().Replace(cause ?? "nothing", "then");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Instant();
}
