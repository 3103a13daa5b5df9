using System.Text.Json;
using Support.Domain.Tickets;
using Support.Functions.Desk.Tests.Fakes;
using Support.Functions.Desk.Tickets.Bulk;
using Xunit;

namespace Support.Functions.Desk.Tests.Tickets;

public sealed class Bulk_commands
{
    [Fact]
    public async Task Answer_for_each_ticket_in_the_order_in_which_they_were_named()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket open = await app.OpenAsync();
        Ticket pending = await app.OpenAsync();
        Ticket changed = await app.OpenAsync();
        await DoAsync(app, $$"""{ "command": "pending", "tickets": ["{{pending.Id}}"] }""");
        await DoAsync(app, $$"""{ "command": "note", "body": { "text": "Hm." }, "tickets": ["{{changed.Id}}"] }""");

        Answer answer = await DoAsync(app, $$"""
            {
              "command": "pending",
              "body": { "reason": "Waiting for the release." },
              "tickets": ["{{open.Id}}", "{{pending.Id}}", "{{changed.Id}}", "SUP-00000000", "nonsense"],
              "versions": { "{{changed.Id}}": "\"{{changed.Version}}\"" }
            }
            """);

        Assert.Equal((200, 1), (answer.Status, answer.Body.GetProperty("done").GetInt32()));
        Assert.Equal(["done", "refused", "stale", "notFound", "notFound"], Outcomes(answer));
        Assert.Equal("The ticket is pending already.", answer.Body.GetProperty("results")[1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Are_done_once_under_one_key()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket[] tickets = [await app.OpenAsync(), await app.OpenAsync()];
        string body = $$"""{ "command": "note", "body": { "text": "Once." }, "tickets": ["{{tickets[0].Id}}", "{{tickets[1].Id}}"] }""";

        await DoAsync(app, body, "key-1");
        Answer again = await DoAsync(app, body, "key-1");
        Answer other = await DoAsync(app, body.Replace("Once", "Twice", StringComparison.Ordinal), "key-1");

        Assert.All(again.Body.GetProperty("results").EnumerateArray(), result => Assert.True(result.GetProperty("replayed").GetBoolean()));
        Assert.Equal(["keyReused", "keyReused"], Outcomes(other));
        foreach (Ticket ticket in tickets)
        {
            Assert.Single(await app.Store.MessagesAsync(ticket.Id, default), message => message.Text == "Once.");
        }
    }

    [Fact]
    public async Task Take_the_first_tickets_of_a_view()
    {
        DeskApp app = await DeskApp.NewAsync();
        await app.OpenAsync("payroll");
        await app.OpenAsync("shop");
        await app.OpenAsync("shop");
        await DeskApp.SeeAsync(app.Views.SaveAsync(DeskApp.Request("ben", """{ "filter": { "application": "shop" } }"""), "shop", default));

        Answer all = await DoAsync(app, """{ "command": "take", "view": "shop" }""");
        Answer one = await DoAsync(app, """{ "command": "note", "body": { "text": "Mine." }, "view": "shop", "limit": 1 }""");
        Answer none = await DoAsync(app, """{ "command": "take", "view": "nothing" }""");

        Assert.Equal((2, 1, 404), (all.Body.GetProperty("done").GetInt32(), one.Body.GetProperty("done").GetInt32(), none.Status));
    }

    [Theory]
    [InlineData("""{ "command": "note", "body": {}, "tickets": ["SUP-00000000"] }""", 422, "#/body/text")]
    [InlineData("""{ "command": "note", "body": { "text": "?", "x": 1 }, "tickets": ["SUP-00000000"] }""", 422, "#/body/x")]
    [InlineData("""{ "command": "take" }""", 422, "#/tickets")]
    [InlineData("""{ "command": "take", "tickets": ["SUP-00000000"], "view": "v" }""", 422, "#/tickets")]
    [InlineData("""{ "command": "take", "tickets": ["SUP-00000000"], "versions": { "x": "1" } }""", 422, "#/versions")]
    [InlineData("""{ "command": "take", "view": "v", "limit": 101 }""", 422, "#/limit")]
    [InlineData("""{ "command": "explode", "tickets": ["SUP-00000000"] }""", 404, null)]
    public async Task Point_at_what_is_wrong(string body, int status, string? pointer)
    {
        Answer answer = await DoAsync(await DeskApp.NewAsync(), body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(pointer, answer.Body.TryGetProperty("errors", out JsonElement errors) ? errors[0].GetProperty("pointer").GetString() : null);
    }

    [Fact]
    public async Task Take_so_many_tickets_and_no_more()
    {
        string references = string.Join(',', Enumerable.Repeat("\"SUP-00000000\"", BulkRequest.TicketsMax + 1));

        Answer answer = await DoAsync(await DeskApp.NewAsync(), $$"""{ "command": "take", "tickets": [{{references}}] }""");

        Assert.Equal(422, answer.Status);
    }

    private static IEnumerable<string?> Outcomes(Answer answer) =>
        answer.Body.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("outcome").GetString());

    private static Task<Answer> DoAsync(DeskApp app, string body, string? key = null) => DeskApp.SeeAsync(app.Bulk.RunAsync(
        key is null ? DeskApp.Request("ben", body) : DeskApp.Request("ben", body, headers: ("Idempotency-Key", key)), default));
}
