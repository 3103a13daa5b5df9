using System.Text;
using Support.Local.Hosting.Teams;
using Xunit;

namespace Support.Local.Worker.Tests.Hosting;

public sealed class TeamsInboxTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"teams-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_card_is_shown_readable_with_its_links_and_without_its_markup()
    {
        TeamsInbox inbox = Inbox();
        await AddAsync(inbox, """
            { "type": "TextBlock", "size": "Large", "weight": "Bolder", "text": "Breach <script>" },
            { "type": "Container", "items": [ { "type": "FactSet", "facts": [ { "title": "Ticket", "value": "SUP-1" } ] } ] },
            { "type": "RichTextBlock", "inlines": [ { "type": "TextRun", "text": "run & ", "weight": "bolder" }, "plain" ] },
            { "type": "ColumnSet", "columns": [ { "type": "Column", "items": [ { "type": "TextBlock", "text": "left" } ] } ] },
            { "type": "ActionSet", "actions": [ { "type": "Action.OpenUrl", "title": "Open", "url": "https://example.test/t?a=1&b=\"2\"" },
                                                { "type": "Action.OpenUrl", "title": "Evil", "url": "javascript:alert(1)" } ] }
            """);
        string page = TeamsPage.Render(inbox.NewestFirst());
        Assert.Contains("<p class=\"large bolder\">Breach &lt;script&gt;</p>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Ticket</dt><dd>SUP-1</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"bolder\">run &amp; </span><span class=\"\">plain</span>", page, StringComparison.Ordinal);
        Assert.Contains("left", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.test/t?a=1&amp;b=%222%22\">Open</a>", page, StringComparison.Ordinal);
        Assert.Contains("Evil", page, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "attachments": [] }""")]
    [InlineData("""{ "attachments": [ { "contentType": "text/plain", "content": {} } ] }""")]
    [InlineData("""{ "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive" } ] }""")]
    [InlineData("""{ "attachments": [ 1, null, { "contentType": 7 } ] }""")]
    public async Task What_a_workflow_would_not_take_is_refused(string body)
    {
        await Assert.ThrowsAsync<FormatException>(() => PostAsync(Inbox(), body));
        Assert.False(File.Exists(_file));
    }

    [Fact]
    public async Task Cards_outlive_a_restart_the_newest_first_even_after_a_crash_while_writing()
    {
        TeamsInbox first = Inbox();
        await AddAsync(first, """{ "type": "TextBlock", "text": "one" }""");
        await AddAsync(first, """{ "type": "TextBlock", "text": "two" }""");
        await File.AppendAllTextAsync(_file, "{ \"Received");
        IReadOnlyList<ReceivedCard> cards = Inbox().NewestFirst();
        Assert.Equal(2, cards.Count);
        Assert.Contains("two", cards[0].Message.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_newest_are_kept_in_memory_and_on_disk()
    {
        TeamsInbox inbox = Inbox();
        for (int number = 1; number <= (2 * TeamsInbox.Capacity) + 1; number++)
        {
            await AddAsync(inbox, $$"""{ "type": "TextBlock", "text": "number {{number}}" }""");
        }

        Assert.Equal(TeamsInbox.Capacity, inbox.NewestFirst().Count);
        Assert.Equal(TeamsInbox.Capacity, (await File.ReadAllLinesAsync(_file)).Length);
        Assert.Contains("number 1001", Inbox().NewestFirst()[0].Message.GetRawText(), StringComparison.Ordinal);
    }

    private static Task AddAsync(TeamsInbox inbox, string elements) => PostAsync(inbox, $$"""
        { "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": { "type": "AdaptiveCard", "body": [ {{elements}} ] } } ] }
        """);

    private static async Task PostAsync(TeamsInbox inbox, string body)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        await inbox.AddAsync(stream, CancellationToken.None);
    }

    private TeamsInbox Inbox() => new(_file, TimeProvider.System);
}
