using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Functions.Intake.Tests.Webhooks;

public sealed class When_GitHub_delivers
{
    private const string Issue = """
        {
          "action": "opened",
          "issue": { "id": 42, "number": 7, "title": "Cannot pay", "body": "White page.", "html_url": "https://github.com/acme/shop/issues/7", "state": "open", "user": { "login": "ann" }, "labels": [{ "name": "bug" }] },
          "repository": { "full_name": "acme/shop" },
          "sender": { "login": "ann", "type": "User" }
        }
        """;

    [Fact]
    public async Task An_issue_becomes_a_ticket_with_its_reference_and_tags()
    {
        WebhookApp app = await WebhookApp.NewAsync();

        (int status, JsonElement body) = await app.GitHubAsync(Issue);

        Ticket ticket = await app.TicketAsync(body);
        Assert.Equal((200, "opened"), (status, body.GetProperty("outcome").GetString()));
        Assert.Equal(("Cannot pay", IntakeChannel.Webhook, "ann@github.invalid"), (ticket.Subject, ticket.Channel, ticket.Requester.Email));
        Assert.Equal(("github", "acme/shop#7"), (ticket.ExternalReferences[0].Source, ticket.ExternalReferences[0].Number));
        Assert.Equal(["bug"], ticket.Tags);
    }

    [Fact]
    public async Task A_delivery_that_comes_again_does_nothing_again()
    {
        WebhookApp app = await WebhookApp.NewAsync();
        (_, JsonElement first) = await app.GitHubAsync(Issue);
        (_, JsonElement second) = await app.GitHubAsync(Issue);
        (_, JsonElement other) = await app.GitHubAsync(Issue, delivery: "d-2");

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal("ignored", other.GetProperty("outcome").GetString());
        Assert.Equal(1, (await app.TicketAsync(first)).Messages);
    }

    [Fact]
    public async Task A_delivery_of_a_known_id_with_another_body_is_refused()
    {
        WebhookApp app = await WebhookApp.NewAsync();
        await app.GitHubAsync(Issue);

        Assert.Equal(422, (await app.GitHubAsync(Changed(Issue, "closed"))).Status);
    }

    [Fact]
    public async Task The_whole_life_of_an_issue_is_followed()
    {
        WebhookApp app = await WebhookApp.NewAsync();
        (_, JsonElement opened) = await app.GitHubAsync(Issue, delivery: "1");
        string comment = Changed(Issue, "created", ("comment", """{ "id": 9, "body": "Any news?" }"""));
        await app.GitHubAsync(comment, "issue_comment", "2");
        await app.GitHubAsync(comment, "issue_comment", "2-again");
        await app.GitHubAsync(Changed(Issue, "labeled", ("label", """{ "name": "Pay Day" }""")), delivery: "3");
        await app.GitHubAsync(Changed(Issue, "closed"), delivery: "4");
        Ticket resolved = await app.TicketAsync(opened);
        await app.GitHubAsync(Changed(Issue, "reopened"), delivery: "5");
        Ticket reopened = await app.TicketAsync(opened);

        Assert.Equal(["White page.", "Any news?"], await app.TextsAsync(resolved));
        Assert.Equal((TicketStatus.Resolved, TicketStatus.Open), (resolved.Status, reopened.Status));
        Assert.Equal(["bug", "pay-day"], reopened.Tags);
    }

    [Fact]
    public async Task A_comment_that_is_faster_than_its_issue_opens_the_ticket()
    {
        WebhookApp app = await WebhookApp.NewAsync();
        (_, JsonElement first) = await app.GitHubAsync(Changed(Issue, "created", ("comment", """{ "id": 9, "body": "Me too" }""")), "issue_comment", "2");
        (_, JsonElement second) = await app.GitHubAsync(Issue, delivery: "1");

        Assert.Equal("ignored", second.GetProperty("outcome").GetString());
        Assert.Equal(["White page.", "Me too"], await app.TextsAsync(await app.TicketAsync(first)));
    }

    [Fact]
    public async Task A_comment_on_what_is_closed_here_opens_a_follow_up()
    {
        WebhookApp app = await WebhookApp.NewAsync();
        Ticket closed = await app.TicketAsync((await app.GitHubAsync(Issue, delivery: "1")).Body);
        var agent = new Platform.Tickets.CommandRequest { Actor = new Actor(ActorKind.Agent, "mara"), Channel = IntakeChannel.Desk };
        await app.Desk.ExecuteAsync(closed.Id, new ResolveTicket(null), agent, CancellationToken.None);
        await app.Desk.ExecuteAsync(closed.Id, new CloseTicket(null), agent, CancellationToken.None);

        (_, JsonElement body) = await app.GitHubAsync(Changed(Issue, "created", ("comment", """{ "id": 9, "body": "Again!" }""")), "issue_comment", "2");

        Ticket followUp = await app.TicketAsync(body);
        Assert.Equal(closed.Id, followUp.FollowUpOf);
        Assert.Equal(["White page.", "Again!"], await app.TextsAsync(followUp));
    }

    private static string Changed(string json, string action, params (string Name, string Json)[] members)
    {
        JsonObject tree = JsonNode.Parse(json)!.AsObject();
        tree["action"] = action;
        foreach ((string name, string value) in members)
        {
            tree[name] = JsonNode.Parse(value);
        }

        return tree.ToJsonString();
    }
}
