using System.Globalization;
using System.Net;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

[Collection(RunningBackendTests.Name)]
public sealed class The_way_of_a_ticket(RunningBackend backend)
{
    private Api Api => backend.Api;

    [Fact]
    public async Task Starts_with_a_post_that_is_answered_with_the_ticket_and_its_link()
    {
        Answer opened = await Api.PostAsync("api/tickets", Some.Ticket(impact: "high", urgency: "high"));

        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Matches("^SUP-[0-9A-HJKMNP-TV-Z]{8}$", opened["id"]);
        Assert.Equal(("new", "critical", "shop", "weAnswer"), (opened["status"], opened["priority"], opened["application"], opened["next", "what"]));
        Assert.Equal(TimeSpan.FromMinutes(15), Instant(opened["next", "by"]) - Instant(opened["openedAt"]));
        Assert.Matches("^\"[0-9]+\"$", opened.Header("ETag"));
        Assert.Equal(opened["link"], opened.Header("Location"));
        Assert.StartsWith($"{backend.Process.Address}api/tickets/{opened["id"]}?access=", opened["link"], StringComparison.Ordinal);
        Assert.Equal("no-store", opened.Header("Cache-Control"));
        Assert.Equal("application/json; charset=utf-8", opened.ContentType);
    }

    [Fact]
    public async Task Lets_its_requester_read_it_by_link_or_by_header_and_see_nothing_internal()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        await Api.CommandAsync("ben", opened["id"]!, "note", new { text = "Looks like the cache." });
        await Api.CommandAsync("ben", opened["id"]!, "reply", new { text = "We look into it." });

        Answer byLink = await Api.GetAsync(opened["link"]!);
        Answer byHeader = await Api.GetAsync($"api/tickets/{opened["id"]}", ("X-Support-Access", Token(opened)));

        Assert.Equal(HttpStatusCode.OK, byLink.Status);
        Assert.Equal(
            ["requester: It takes a minute to pay.", "support: We look into it."],
            byLink.Json.GetProperty("messages").EnumerateArray().Select(static message => $"{message.GetProperty("from")}: {message.GetProperty("text")}"));
        Assert.DoesNotContain("cache", byLink.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("service-desk", byLink.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ben\"", byLink.Text, StringComparison.Ordinal);
        Assert.Equal(byLink.Text, byHeader.Text);
    }

    [Fact]
    public async Task Goes_on_until_it_is_closed_and_then_in_a_follow_up()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string id = opened["id"]!;

        Assert.Equal("open by ben", await CommandAsync(id, "take"));
        Assert.Equal("open by ben", await CommandAsync(id, "reply", new { text = "Which browser is it?" }));
        Assert.Equal("pending by ben", await CommandAsync(id, "pending", new { reason = "waiting for the browser" }));
        Answer written = await Api.PostAsync(Messages(opened), new { text = "The one on my phone." });
        Assert.Equal((HttpStatusCode.OK, "open"), (written.Status, written["status"]));
        Assert.Equal("resolved by ben", await CommandAsync(id, "resolve", new { text = "It is fast again." }));
        Assert.Equal("open by ben", await CommandAsync(id, "reopen", new { reason = "it is slow again" }));
        Assert.Equal("resolved by ben", await CommandAsync(id, "resolve"));
        Assert.Equal("closed by ben", await CommandAsync(id, "close"));

        Answer followUp = await Api.PostAsync(Messages(opened), new { text = "It is slow once more." });
        Assert.Equal((HttpStatusCode.Created, "new", id), (followUp.Status, followUp["status"], followUp["followUpOf"]));
        Assert.NotEqual(id, followUp["id"]);
        Assert.Equal(HttpStatusCode.OK, (await Api.GetAsync(followUp["link"]!)).Status);
    }

    [Fact]
    public async Task Is_shown_to_agents_with_its_clocks_and_all_its_messages()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket(impact: "high", urgency: "high"));
        await Api.CommandAsync("ben", opened["id"]!, "note", new { text = "Looks like the cache." });

        Answer shown = await Api.GetAsAsync("ben", $"api/desk/tickets/{opened["id"]}");

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal($"\"{shown["ticket", "version"]}\"", shown.Header("ETag"));
        Assert.Equal(("L1", "service-desk"), (shown["ticket", "tier"], shown["ticket", "team"]));
        Assert.Equal(
            ["firstResponse running PT15M", "resolution running PT4H"],
            shown.Json.GetProperty("sla").EnumerateArray().Select(static clock => $"{clock.GetProperty("clock")} {clock.GetProperty("state")} {clock.GetProperty("target")}"));
        Assert.Equal(
            ["It takes a minute to pay.", "Looks like the cache."],
            shown.Json.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Is_told_by_its_history()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket());
        string id = opened["id"]!;
        await Api.CommandAsync("ben", id, "escalate", new { reason = "needs a database expert" });

        History history = await Api.HistoryAsync(id);

        Assert.Equal("ticketOpened", history.Events[0].Type);
        HistoryEvent moved = Assert.Single(history.OfType("tierChanged"));
        Assert.Equal(("L1", "L2", "agent", "needs a database expert"), (moved.Text("from"), moved.Text("to"), moved.Actor, moved.Cause));
        Assert.Equal("app-support", Assert.Single(history.OfType("assigned")).Text("team"));
    }

    [Fact]
    public async Task Leads_to_mails_in_the_mail_catcher_and_cards_in_the_channel()
    {
        Answer opened = await Api.OpenAsync(Some.Ticket(impact: "high", urgency: "high"));
        string id = opened["id"]!;

        History history = await backend.HistoryAsync(
            id, static told => told.Notices.Count == 3 && told.Notices.All(static notice => notice.Fate == "sent"), "three notices that are sent");

        Assert.Equal(
            ["acknowledgement email", "page email", "page teams"],
            history.Notices.Select(static notice => $"{notice.Reason} {notice.Channel}"));
        Assert.Equal(
            [$"[{id}] Page: critical – Checkout is slow", $"[{id}] We have received: Checkout is slow"],
            (await CaughtAsync(id)).Order(StringComparer.Ordinal));
        Assert.Single(await Api.CardsAsync(), card => card.Contains(id, StringComparison.Ordinal));
    }

    private async Task<string> CommandAsync(string id, string command, object? body = null)
    {
        Answer done = await Api.CommandAsync("ben", id, command, body);
        return done.Status == HttpStatusCode.OK ? $"{done["ticket", "status"]} by {done["ticket", "assignee"]}" : done.ToString();
    }

    // What the mail server has taken, its page shows a moment later.
    private async Task<IReadOnlyList<string>> CaughtAsync(string id)
    {
        using var catcher = new Api(backend.Process.MailCatcher);
        return await Eventually.GetAsync(
            async () => (IReadOnlyList<string>)[.. (await catcher.GetAsync("email")).Json.EnumerateArray()
                .Select(static mail => mail.GetProperty("subject").GetString()!)
                .Where(subject => subject.Contains(id, StringComparison.Ordinal))],
            static subjects => subjects.Count >= 2,
            TimeSpan.FromSeconds(10),
            "the ticket's mails");
    }

    private static string Messages(Answer opened) => opened["link"]!.Replace("?", "/messages?", StringComparison.Ordinal);

    private static string Token(Answer opened) => opened["link"]!.Split("access=")[1];

    private static DateTimeOffset Instant(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);
}
