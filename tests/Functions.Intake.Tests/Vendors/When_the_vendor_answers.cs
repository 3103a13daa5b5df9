using System.Text.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Links;
using Xunit;

namespace Support.Functions.Intake.Tests.Vendors;

public sealed class When_the_vendor_answers
{
    [Fact]
    public async Task Their_link_shows_what_they_were_asked_and_nothing_else()
    {
        VendorApp app = await VendorApp.NewAsync();
        Ticket ticket = await app.AskedAsync();

        (int status, JsonElement body) = await app.ReadAsync(ticket.Id.Value, await app.TokenAsync(ticket.Id));

        Assert.Equal(200, status);
        Assert.Equal("Which table is right?", body.GetProperty("question").GetString());
        Assert.Equal("waiting", body.GetProperty("status").GetString());
        Assert.DoesNotContain("contract", body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("My own words", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Their_answer_comes_into_the_ticket_and_the_ticket_is_ours_again()
    {
        VendorApp app = await VendorApp.NewAsync();
        Ticket ticket = await app.AskedAsync();
        string token = await app.TokenAsync(ticket.Id);

        (int status, JsonElement body) = await app.AnswerAsync(ticket.Id, token, """{ "reference": "PM-7", "message": "Table 2026b." }""");

        Assert.Equal((200, "answered", "PM-7"), (status, body.GetProperty("status").GetString(), body.GetProperty("reference").GetString()));
        Ticket now = await app.FindAsync(ticket.Id);
        Assert.Equal((TicketStatus.Open, "PM-7", false), (now.Status, now.Vendor!.Reference, now.Vendor.HasTicket));
        TicketMessage message = (await app.Store.MessagesAsync(ticket.Id, default))[^1];
        Assert.Equal((ActorKind.Vendor, false, "Table 2026b."), (message.Author.Kind, message.Public, message.Text));
    }

    [Fact]
    public async Task A_repeated_answer_is_kept_once()
    {
        VendorApp app = await VendorApp.NewAsync();
        Ticket ticket = await app.AskedAsync();
        string token = await app.TokenAsync(ticket.Id);
        const string Body = """{ "message": "Table 2026b.", "status": "resolved" }""";

        await app.AnswerAsync(ticket.Id, token, Body, key: "once");
        int version = (await app.FindAsync(ticket.Id)).Version;
        (int status, _) = await app.AnswerAsync(ticket.Id, token, Body, key: "once");

        Assert.Equal((200, version), (status, (await app.FindAsync(ticket.Id)).Version));
        Assert.Equal(422, (await app.AnswerAsync(ticket.Id, token, """{ "message": "Other." }""", key: "once")).Status);
    }

    [Fact]
    public async Task Every_link_that_does_not_fit_is_answered_as_a_ticket_that_is_not_there()
    {
        VendorApp app = await VendorApp.NewAsync();
        Ticket ticket = await app.AskedAsync();
        Ticket other = await app.AskedAsync();
        Ticket unasked = await app.OpenAsync();
        string token = await app.TokenAsync(ticket.Id);
        (int Status, JsonElement Body) nothing = await app.ReadAsync("SUP-00000000", token);
        Assert.Equal(404, nothing.Status);

        (string Id, string? Token)[] wrong =
        [
            (ticket.Id.Value, null),
            (ticket.Id.Value, "garbage"),
            (ticket.Id.Value, token[..^1] + (token[^1] == 'A' ? 'B' : 'A')),
            (ticket.Id.Value, await app.TokenAsync(other.Id)),
            (ticket.Id.Value, await app.TokenAsync(ticket.Id, "help@other.test")),
            (ticket.Id.Value, await app.RequesterTokenAsync(ticket.Id)),
            (unasked.Id.Value, await app.TokenAsync(unasked.Id)),
            ("no-reference", token),
        ];
        foreach ((string id, string? held) in wrong)
        {
            (int status, JsonElement body) = await app.ReadAsync(id, held);
            Assert.Equal((404, Plain(nothing.Body)), (status, Plain(body)));
        }

        app.Time.Advance(TicketLinks.Lifetime);
        Assert.Equal(404, (await app.ReadAsync(ticket.Id.Value, token)).Status);
        Assert.Equal(404, (await app.AnswerAsync(ticket.Id, token, """{ "message": "late" }""")).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "status": "done" }""")]
    [InlineData("""{ "message": "", "reference": "x" }""")]
    [InlineData("""{ "text": "no such member" }""")]
    public async Task What_cannot_be_understood_is_refused_by_name(string body)
    {
        VendorApp app = await VendorApp.NewAsync();
        Ticket ticket = await app.AskedAsync();

        Assert.Equal(422, (await app.AnswerAsync(ticket.Id, await app.TokenAsync(ticket.Id), body)).Status);
        Assert.Equal(ticket.Version, (await app.FindAsync(ticket.Id)).Version);
    }

    [Fact]
    public async Task A_ticket_that_is_over_takes_no_answer_and_says_so()
    {
        VendorApp app = await VendorApp.NewAsync();
        Ticket ticket = await app.AskedAsync();
        await app.DoAsync(ticket.Id, new ResolveTicket(null));
        await app.DoAsync(ticket.Id, new CloseTicket(null));

        (int status, _) = await app.AnswerAsync(ticket.Id, await app.TokenAsync(ticket.Id), """{ "status": "resolved" }""");

        Assert.Equal(409, status);
    }

    // Each problem has a trace id of its own.
    private static string Plain(JsonElement problem) =>
        string.Join(' ', problem.EnumerateObject().Where(static member => member.Name != "traceId").Select(static member => member.Value.ToString()));
}
