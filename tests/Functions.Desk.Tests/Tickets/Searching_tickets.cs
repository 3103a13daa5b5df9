using Support.Domain.Tickets;
using Support.Functions.Desk.Tests.Fakes;
using Xunit;

namespace Support.Functions.Desk.Tests.Tickets;

public sealed class Searching_tickets
{
    [Theory]
    [InlineData("checkout", "checkout")]
    [InlineData("CHECKOUT broken", "checkout")]
    [InlineData("check", "checkout")]
    [InlineData("check broken", "")]
    [InlineData("größe", "size")]
    [InlineData("grosse ang", "size")]
    [InlineData("broken", "checkout,printer")]
    [InlineData("broken payroll", "printer")]
    [InlineData("0x8007", "printer")]
    [InlineData("absent", "")]
    public async Task Finds_those_in_which_all_words_stand(string words, string subjects)
    {
        DeskApp app = await DeskApp.NewAsync();
        await app.OpenAsync(subject: "checkout", description: "It is broken since noon.");
        await app.OpenAsync(subject: "size", description: "Die Größe wird falsch angezeigt.");
        await app.OpenAsync(subject: "printer", description: "Broken: error 0x80070005 in payroll.");

        Answer found = await SearchAsync(app, words);

        Assert.Equal(subjects, string.Join(',', found.Body.GetProperty("tickets").EnumerateArray().Select(line => line.GetProperty("subject").GetString()).Order(StringComparer.Ordinal)));
        Assert.False(found.Body.GetProperty("incomplete").GetBoolean());
    }

    [Fact]
    public async Task Finds_what_was_written_later_and_nothing_that_is_over()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket ticket = await app.OpenAsync();
        await DoAsync(app, ticket, "note", """{ "text": "The certificate expired." }""");
        Assert.Equal([ticket.Id.Value], (await SearchAsync(app, "certif")).Tickets);
        Assert.Empty((await SearchAsync(app, "certif", "&application=payroll")).Tickets);

        await DoAsync(app, ticket, "resolve", "{}");
        await DoAsync(app, ticket, "close", "{}");

        Assert.Empty((await SearchAsync(app, "certif")).Tickets);
    }

    [Fact]
    public async Task Shows_the_newest_first_page_by_page()
    {
        DeskApp app = await DeskApp.NewAsync();
        var opened = new List<string>();
        for (int i = 0; i < 7; i++)
        {
            opened.Insert(0, (await app.OpenAsync()).Id.Value);
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Answer first = await SearchAsync(app, "down", "&limit=4");
        string link = first.Headers.Link.ToString();
        string next = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..link.IndexOf('>', StringComparison.Ordinal)];
        Answer second = await DeskApp.SeeAsync(app.Lists.RunAsync(DeskApp.Request("ben", query: $"?{next}"), default));

        Assert.Equal(opened, [.. first.Tickets, .. second.Tickets]);
        Assert.Empty(second.Headers.Link.ToString());
    }

    [Fact]
    public async Task Shows_nobody_more_than_they_may_see()
    {
        DeskApp app = await DeskApp.NewAsync();
        await app.OpenAsync("shop");
        Ticket granted = await app.OpenAsync("payroll");

        Assert.Equal([granted.Id.Value], (await DeskApp.SeeAsync(app.Lists.RunAsync(DeskApp.Request("olu", query: "?q=down"), default))).Tickets);
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("a")]
    [InlineData("--")]
    public async Task Wants_a_word(string words) =>
        Assert.Equal(400, (await DeskApp.SeeAsync((await DeskApp.NewAsync()).Lists.RunAsync(DeskApp.Request("ben", query: $"?q={words}"), default))).Status);

    private static Task<Answer> SearchAsync(DeskApp app, string words, string more = "") =>
        DeskApp.SeeAsync(app.Lists.RunAsync(DeskApp.Request("ben", query: $"?q={Uri.EscapeDataString(words)}{more}"), default));

    private static async Task DoAsync(DeskApp app, Ticket ticket, string command, string body)
    {
        Assert.Equal(200, (await DeskApp.SeeAsync(app.Commands.RunAsync(DeskApp.Request("ben", body), ticket.Id.Value, command, default))).Status);
        await app.ListAgainAsync(ticket.Id);
    }
}
