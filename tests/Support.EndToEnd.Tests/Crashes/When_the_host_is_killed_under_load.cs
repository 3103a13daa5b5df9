using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Crashes;

[Collection(TicketsUnderLoadTests.Name)]
public sealed class When_the_host_is_killed_under_load(TicketsUnderLoad load)
{
    [Fact]
    public void Every_request_has_a_ticket_of_its_own() => Assert.Distinct(load.Confirmed.Values);

    [Fact]
    public void Every_request_that_is_repeated_finds_its_ticket() =>
        Assert.Equal(load.Confirmed.OrderBy(static pair => pair.Key, StringComparer.Ordinal), load.AskedAgain.OrderBy(static pair => pair.Key, StringComparer.Ordinal));

    [Fact]
    public void Every_ticket_is_in_the_list_and_no_other() => Assert.Equal(
        load.Confirmed.Values.Order(StringComparer.Ordinal), load.Listed.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_ticket_s_clock_runs() => Assert.All(
        load.Histories.Values, static history => Assert.Equal("0.01", Assert.Single(history.OfType("slaWarned")).Text("share")));

    [Fact]
    public void Every_requester_is_told_once_that_the_ticket_came_in() => Assert.All(
        load.Histories.Values, static history => Assert.Single(history.Notices, static notice => notice.Reason == "acknowledgement"));

    [Fact]
    public void No_mail_that_was_confirmed_comes_again()
    {
        var arrived = load.Mails.GroupBy(static mail => mail.MessageId).ToDictionary(static mails => mails.Key, static mails => mails.ToArray());

        // One acknowledgement a ticket, and again only where its first attempt died before it was confirmed.
        foreach ((string id, History history) in load.Histories)
        {
            HistoryNotice told = history.Notices.Single(static notice => notice.Reason == "acknowledgement");
            ReceivedMail[] acknowledgements =
                [.. arrived.Values.SelectMany(static mails => mails).Where(mail => mail.TicketId == id && mail.Recipient == TicketsUnderLoad.Requester)];
            Assert.Single(acknowledgements.Select(static mail => mail.MessageId).Distinct());
            Assert.InRange(acknowledgements.Length, 1, told.Attempts);
        }
    }
}
