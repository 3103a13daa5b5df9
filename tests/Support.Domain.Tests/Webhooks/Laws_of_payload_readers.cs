using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Webhooks;
using Support.Domain.Webhooks.Reading;
using Xunit;
using static Support.Domain.Tests.Webhooks.Payloads;

namespace Support.Domain.Tests.Webhooks;

/// <summary>Whatever a payload is made of: news, a reason or mistakes, never an exception, and nothing that a ticket cannot hold.</summary>
public sealed class Laws_of_payload_readers
{
    private static readonly string[] Junk =
    [
        "null", "true", "0", "-1.5e300", "\"\"", "\" \"", "[]", "{}", "[[[]]]", "\"\\ud800\"", "\"\\u0000\\u202e\"", "\"closed\"", "\"created\"", "\"comment_created\"",
        "\"jira:issue_updated\"", "\"update\"", "\"6\"", "9999999999999999999999", "{\"a\":{\"value\":\"x\"}}", "[null,{\"name\":7}]", "\"https://a.test/\"",
        "{\"type\":\"doc\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"bulletList\",\"content\":[{}]}]}", "\"[SUP-7K3F9QXY #2] x wrote:\\n\\ny\"",
    ];

    private static readonly (string Source, string? Event, string Json)[] Seeds =
    [
        ("github", "issues", GitHubIssue),
        ("github", "issues", With(GitHubIssue, ("/action", "\"edited\""), ("/changes", """{ "title": { "from": "x" }, "body": { "from": "y" } }"""))),
        ("github", "issue_comment", With(GitHubIssue, ("/action", "\"created\""), ("/comment", """{ "id": 5, "body": "x" }"""))),
        ("jira", null, JiraIssue),
        ("jira", null, With(JiraIssue, ("/webhookEvent", "\"comment_created\""), ("/comment", """{ "id": "7", "body": "h1. x [a|https://b.test/]", "author": {} }"""))),
        ("jira", null, With(JiraIssue, ("/webhookEvent", "\"jira:issue_updated\""), ("/changelog", """{ "items": [{ "field": "status", "toString": "Done" }] }"""))),
        ("servicenow", null, ServiceNowIncident),
        ("servicenow", null, With(ServiceNowIncident, ("/operation", "\"update\""), ("/comments", "\"x\""), ("/changed", "\"state,comments\""))),
        ("contact-form", null, """{ "id": "1", "form": "contact", "topics": ["a"], "fields": { "topic": "t", "email": "a@b.test", "message": "m" } }"""),
    ];

    private static readonly Gen<(int Seed, (int Place, string Json)[] Changes)> Cases =
        from seed in Gen.Choose(0, Seeds.Length - 1)
        from changes in (from place in Gen.Choose(0, 200) from json in Gen.Elements(Junk) select (place, json)).ArrayOf()
        select (seed, changes.Take(6).ToArray());

    [Fact]
    public void Read_anything() => Property.Holds(
        Cases,
        static drawn =>
        {
            (string source, string? happened, string json) = Seeds[drawn.Seed];
            string payload = Spoil(json, drawn.Changes);

            NewsReading reading = News(source, payload, happened);

            Assert.Equal(1, (reading.News is null ? 0 : 1) + (reading.Ignored is null ? 0 : 1) + (reading.Mistakes.Count > 0 ? 1 : 0));
            if (reading.News is { } news)
            {
                Hold(news);
            }
        },
        count: 1000);

    private static void Hold(ExternalNews news)
    {
        Assert.InRange(news.Record.Id.Length, 1, 200);
        Assert.InRange(news.Record.Number.Length, 1, 500);
        string[] texts = [.. news.Comments.Select(static comment => comment.Text), news.Note ?? "n", news.Opening?.Description ?? "d"];
        Assert.All(texts, static text => Assert.InRange(text.Length, 1, PayloadText.TextLengthMax + 1000));
        Assert.DoesNotContain(texts, static text => text.Any(static letter => letter is '\0' or '\u202e'));
        Assert.True(MailAddressFormat.IsValid(news.By.Email), news.By.Email);
        if (news.Opening is { } opening)
        {
            Assert.InRange(opening.Subject.Length, 1, PayloadText.LineLengthMax);
            Assert.True(MailAddressFormat.IsValid(opening.Requester.Email), opening.Requester.Email);
        }

        string kept = JsonSerializer.Serialize(news, Domain.Json.SupportJson.Options);
        Assert.Equal(kept, JsonSerializer.Serialize(JsonSerializer.Deserialize<ExternalNews>(kept, Domain.Json.SupportJson.Options), Domain.Json.SupportJson.Options));
        Decide(news);
    }

    // What is planned can be done, and done once more changes nothing in what is planned but texts and what cannot be done.
    private static void Decide(ExternalNews news)
    {
        NewsPlan plan = NewsRules.Of(news, OnClosed.Resolve, null, Payloads.Model);
        if (plan.Open is not { } open)
        {
            Assert.NotNull(plan.Nothing);
            return;
        }

        var context = new DecisionContext { Now = Moment.At("2026-01-07 10:00"), Model = Payloads.Model, Actor = new Actor(ActorKind.Integration, news.Record.Source), Channel = IntakeChannel.Webhook };
        Decision opened = TicketDecision.Open(ATicket.AnId, open, context);
        Assert.Null(opened.Refusal);
        Assert.Equal(news.Record.Id, Assert.Single(opened.Ticket!.ExternalReferences).Id);
        Ticket ticket = opened.Ticket!;
        foreach (NewsCommand command in NewsRules.Of(news, OnClosed.Resolve, ticket, Payloads.Model).Commands)
        {
            Decision decided = TicketDecision.Decide(ticket, command.Command, context);
            Assert.True(decided.Refusal is null || command.Otherwise is not null, decided.Refusal);
            ticket = decided.Ticket!;
        }
    }

    private static string Spoil(string json, (int Place, string Json)[] changes)
    {
        JsonNode root = JsonNode.Parse(json)!;
        foreach ((int place, string value) in changes)
        {
            (JsonObject Owner, string Name)[] members = [.. Members(root)];
            if (members.Length > 0)
            {
                (JsonObject owner, string name) = members[place % members.Length];
                owner[name] = JsonNode.Parse(Whole(value));
            }
        }

        string text = root.ToJsonString();

        // Half a character survives as an escape alone, which a tree cannot hold.
        return text.Replace("HALF", "\\ud800", StringComparison.Ordinal);
    }

    private static string Whole(string json) => json == "\"\\ud800\"" ? "\"HALF\"" : json;

    private static IEnumerable<(JsonObject Owner, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(member => Members(member.Value).Prepend((owner, member.Key))),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };
}
