using System.Text.Json;
using Support.Domain.Tickets;
using Support.Functions.Desk.Tests.Fakes;
using Xunit;

namespace Support.Functions.Desk.Tests.Tickets;

public sealed class Entering_tickets
{
    private const string Call = """
        { "channel": "phone", "subject": "Cannot pay", "description": "The button is grey.", "application": "shop",
          "requester": { "phone": "+49 30 123456", "name": "Rita" }, "duration": "PT4M30S" }
        """;

    [Fact]
    public async Task Opens_a_ticket_of_the_caller_that_is_answered_already()
    {
        DeskApp app = await DeskApp.NewAsync();

        Answer answer = await EnterAsync(app, Call);

        Assert.Equal(201, answer.Status);
        JsonElement ticket = answer.Body.GetProperty("ticket");
        Assert.Equal(("phone", "+4930123456@phone.invalid"), (ticket.GetProperty("channel").GetString(), ticket.GetProperty("requester").GetProperty("email").GetString()));
        Assert.True(ticket.TryGetProperty("answeredAt", out _));
        Assert.Equal($"/api/desk/tickets/{ticket.GetProperty("id").GetString()}", answer.Headers.Location.ToString());
    }

    [Fact]
    public async Task Answers_a_repeated_key_as_the_first_time()
    {
        DeskApp app = await DeskApp.NewAsync();

        Answer first = await EnterAsync(app, Call, key: "call-1");
        Answer again = await EnterAsync(app, Call, key: "call-1");

        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.Equal(first.Body.GetProperty("ticket").GetProperty("id").GetString(), again.Body.GetProperty("ticket").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{ "channel": "phone", "subject": "x", "description": "x", "requester": { "name": "Rita" } }""", "#/requester")]
    [InlineData("""{ "channel": "phone", "subject": "x", "description": "x", "requester": { "phone": "home" } }""", "#/requester/phone")]
    [InlineData("""{ "channel": "walkIn", "subject": "x", "description": "x", "requester": { "email": "a@b.test" }, "duration": "PT1M" }""", "#/channel")]
    [InlineData("""{ "channel": "phone", "subject": "x", "description": "x", "requester": { "email": "a@b.test" }, "duration": "P2D" }""", "#/duration")]
    [InlineData("""{ "channel": "phone", "subject": "x", "description": "x", "requester": { "email": "a@b.test" }, "startedAt": "2999-01-01T00:00:00Z" }""", "#/startedAt")]
    [InlineData("""{ "channel": "phone", "subject": "x", "description": "x", "requester": { "email": "a@b.test" }, "answered": false, "resolvedInCall": true }""", "#/resolvedInCall")]
    [InlineData("""{ "channel": "fax", "subject": "x", "description": "x", "requester": { "email": "a@b.test" } }""", "#/channel")]
    public async Task Names_what_is_wrong(string body, string pointer)
    {
        Answer answer = await EnterAsync(await DeskApp.NewAsync(), body);

        Assert.Equal(422, answer.Status);
        Assert.Equal(pointer, Assert.Single(answer.Body.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Is_for_what_an_external_agent_was_granted()
    {
        DeskApp app = await DeskApp.NewAsync();

        Assert.Equal(403, (await EnterAsync(app, Call, user: "olu")).Status);
        Assert.Equal(201, (await EnterAsync(app, Call.Replace("shop", "payroll", StringComparison.Ordinal), user: "olu")).Status);
    }

    [Fact]
    public async Task Takes_a_call_about_a_ticket_that_is_there()
    {
        DeskApp app = await DeskApp.NewAsync();
        Ticket ticket = await app.OpenAsync();

        Answer answer = await DeskApp.SeeAsync(app.Commands.RunInFamilyAsync(
            DeskApp.Request("nadia", """{ "direction": "outgoing", "text": "Told her how.", "startedAt": "2020-01-01T00:00:00Z" }"""),
            ticket.Id.Value, "conversation", "call", CancellationToken.None));

        Assert.Equal(200, answer.Status);
        TicketEvent[] events = [.. await app.Store.EventsAsync(ticket.Id)];
        Assert.Contains(events, happened => happened is { Channel: IntakeChannel.Phone, Cause: "an agent called the requester" });
        Assert.False((await app.Store.MessagesAsync(ticket.Id, CancellationToken.None))[^1].Public);
    }

    private static Task<Answer> EnterAsync(DeskApp app, string body, string user = "nadia", string? key = null) =>
        DeskApp.SeeAsync(app.Entry.RunAsync(
            DeskApp.Request(user, body, headers: key is null ? [] : [("Idempotency-Key", key)]), CancellationToken.None));
}
