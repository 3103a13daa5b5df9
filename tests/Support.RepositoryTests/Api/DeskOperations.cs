using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Routing;
using Support.Domain.Sla;
using Support.Functions.Desk.Mail;
using Support.Functions.Desk.DeadLetters;
using Support.Functions.Desk.Keys;
using Support.Functions.Desk.Routing;
using Support.Functions.Desk.Staff;
using Support.Functions.Desk.Tickets;
using Support.Functions.Desk.Tickets.Bulk;
using Support.Functions.Desk.Tickets.Commands;
using Support.Functions.Desk.Tickets.Phone;
using Support.Functions.Desk.Views;
using Support.Platform.ApiKeys;
using Support.Platform.Bus;
using Support.Platform.Http;
using Support.Platform.Mail;
using Support.Platform.Quarantine;
using Support.Platform.Views;

namespace Support.RepositoryTests.Api;

/// <summary>What agents can ask.</summary>
internal sealed class DeskOperations(ApiSchemas schemas)
{
    private const string Agent = "agent";

    /// <summary>The filters of a list; a test holds them to the code that reads them.</summary>
    public static IReadOnlyList<ApiParameter> Filters { get; } =
    [
        Text("team", "Team id."),
        Text("assignee", "Agent id; me for oneself, none for tickets that nobody holds."),
        Text("status", $"Statuses, parted by commas: {Words<TicketStatus>()}. Left out: all that are not over."),
        new("tier", "The tier.", BodyFields.WordSchema<Tier>()),
        new("priority", "The priority.", BodyFields.WordSchema<Priority>()),
        Text("application", "Application id."),
        Text("requester", "The requester's mail address."),
        Text("organisation", "Id of the requester's organisation."),
        Text("triage", "The word needed: only tickets that the triage manager has to look at."),
        new("dueBefore", "Only tickets that are due before this instant.", new JsonObject { ["type"] = "string", ["format"] = "date-time" }),
        Text("q", "Words that all stand in subject or messages of a ticket that is not over; of the last word the beginning is enough. The newest first."),
        .. Paging,
    ];

    private static IReadOnlyList<ApiParameter> Paging =>
    [
        new("limit", "At most so many tickets.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ListQuery.LimitMax, ["default"] = 50 }),
        Text("after", "The place that the Link header of the page before gave."),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<ApiOperation> All() => [.. Tickets(), .. Commands(), .. Views(), .. Mail(), .. Desk()];

    private IEnumerable<ApiOperation> Tickets() =>
    [
        Get("desk/tickets", "listTickets", "Lists tickets: what is not over by due time, then what is over, the newest first.", List()) with { Query = Filters },
        Get("desk/tickets/{id}", "showTicket", "Shows a ticket with its clocks, messages and notes.", schemas.Of<AgentTicket>()) with { TakesIfNoneMatch = true, Problems = [401, 403, 404, 503] },
        Get("desk/tickets/{id}/history", "showHistory", "Shows what happened to a ticket, why, and who was told.", ApiSchemas.Object(("id", ApiSchemas.Reference()), ("entries", schemas.ListOf<HistoryEntry>()))) with { Problems = [401, 403, 404, 503] },
        Get("desk/tickets/{id}/attachments/{content}", "fetchTicketAttachment", "Fetches a file or an original of one of the ticket's messages.", Saved("application/octet-stream")) with { Problems = [401, 403, 404, 503] },
        Get("desk/tickets/{id}/sla", "showSla", "Shows the arithmetic of a ticket's clocks.", ApiSchemas.Object(("id", ApiSchemas.Reference()), ("at", Instant()), ("clocks", schemas.ListOf<SlaClock>()))) with { Problems = [401, 403, 404, 503] },
        Get("desk/tickets/{id}/canned", "listCannedAnswers", "Lists the canned answers that fit a ticket.", ApiSchemas.Object(("answers", new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } }))) with { Problems = [401, 403, 404, 503] },
        Get("desk/tickets/{id}/canned/{answer}", "renderCannedAnswer", "Fills a canned answer in for a ticket.", ApiSchemas.Object(("id", PlainText()), ("name", PlainText()), ("text", PlainText()))) with { Problems = [401, 403, 404, 409, 503] },
        Post("desk/tickets", "enterTicket", "Opens a ticket for who called, came by, or wrote to the agent.", EnteredTicket.Fields, schemas.Of<AgentTicket>()) with { Status = 201, TakesKey = true, Problems = [400, 401, 403, 413, 415, 422, 503] },
        Post("desk/tickets/bulk", "bulkCommand", "Does one command to many tickets, and answers for each.", BulkRequest.Fields, ApiSchemas.Object(("done", new JsonObject { ["type"] = "integer" }), ("results", schemas.ListOf<BulkResult>()))) with { TakesKey = true },
    ];

    private IEnumerable<ApiOperation> Commands() => DeskCommands.All.Select(command =>
        Post($"desk/tickets/{{id}}/{command.Name}", $"ticket{Pascal(command.Name)}", command.Summary, command.Fields, schemas.Of<AgentTicket>()) with
        {
            Tag = "Commands",
            TakesKey = true,
            TakesIfMatch = true,
            Problems = [400, 401, 403, 404, 409, 412, 413, 415, 422, 503],
        });

    private IEnumerable<ApiOperation> Views() =>
    [
        Get("desk/views", "listViews", "Lists one's own saved views and those that everybody has.", ApiSchemas.Object(("views", schemas.ListOf<SavedView>()))),
        Get("desk/views/{name}", "showView", "Shows a saved view.", schemas.Of<SavedView>()) with { Problems = [401, 403, 404, 503] },
        Get("desk/views/{name}/tickets", "listViewTickets", "Lists the tickets of a saved view.", List()) with { Query = [.. Paging], Problems = [400, 401, 403, 404, 503] },
        Post("desk/views/{name}", "saveView", "Saves a view.", ViewBody.Fields, schemas.Of<SavedView>()) with { Method = "put", Problems = [400, 401, 403, 409, 413, 415, 422, 503] },
        Get("desk/views/{name}", "deleteView", "Takes a saved view away.", null) with
        {
            Method = "delete",
            Status = 204,
            Query = [new("shared", "Whether to take the one away that everybody has.", new JsonObject { ["type"] = "boolean" })],
        },
    ];

    private IEnumerable<ApiOperation> Mail() =>
    [
        .. new[] { ("original", "as it came"), ("html", "as HTML that is safe to show"), ("text", "as its whole text") }.Select(static what =>
            Get($"desk/tickets/{{id}}/messages/{{number}}/{what.Item1}", $"showMessage{Pascal(what.Item1)}", $"Gives a message {what.Item2}, to be saved.", Saved("application/octet-stream")) with { Problems = [401, 403, 404, 409, 503] }),
        Get("desk/quarantine", "listQuarantine", "Lists the mails that became nothing else, the newest first.", ApiSchemas.Object(("mails", schemas.ListOf<QuarantinedMail>()))) with
        {
            Tag = "Mail", Query = [Text("state", "waiting (left out), replaying, taken, discarded or all."), new("limit", "At most so many.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = QuarantineStore.ListMax, ["default"] = 50 })],
        },
        Get("desk/quarantine/{mail}", "showQuarantined", "Shows a mail of the quarantine.", schemas.Of<QuarantinedMail>()) with { Tag = "Mail", Problems = [401, 403, 404, 503] },
        Get("desk/quarantine/{mail}/original", "showQuarantinedOriginal", "Gives the bytes of a mail of the quarantine, to be saved.", Saved("message/rfc822")) with { Tag = "Mail", Problems = [401, 403, 404, 409, 503] },
        Post("desk/quarantine/{mail}/replay", "replayQuarantined", "Takes a mail of the quarantine once more.", QuarantineFunction.ReplayMembers, schemas.Of<QuarantinedMail>()) with { Tag = "Mail", Status = 202, Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503] },
        Post("desk/quarantine/{mail}/discard", "discardQuarantined", "Throws a mail of the quarantine away; its record stays.", QuarantineFunction.DiscardMembers, schemas.Of<QuarantinedMail>()) with { Tag = "Mail", Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503] },
        Get("desk/suppressions", "listSuppressions", "Lists the addresses that mails do not reach.", ApiSchemas.Object(("suppressions", schemas.ListOf<Suppression>()))) with { Tag = "Mail", Problems = [401, 403, 503] },
        Get("desk/suppressions/{address}", "showSuppression", "Shows why no mails are sent to an address.", schemas.Of<Suppression>()) with { Tag = "Mail", Problems = [401, 403, 404, 503] },
        Get("desk/suppressions/{address}", "liftSuppression", "Has mails sent to an address again.", null) with { Tag = "Mail", Method = "delete", Status = 204, Problems = [401, 403, 404, 503] },
    ];

    private IEnumerable<ApiOperation> Desk() =>
    [
        Post("desk/routing/explain", "explainRouting", "Asks what the routing rules would make of a ticket; nothing is opened.", RoutingQuestion.Fields, schemas.Of<RoutingResult>()) with { Tag = "Desk" },
        WebhookOperations.Explain(),
        Get("desk/teams", "showTeams", "Shows who of each team is there, and who has how much.", ApiSchemas.Object(("teams", schemas.ListOf<TeamBoard>()))) with { Tag = "Desk", Problems = [401, 403, 503] },
        Get("desk/on-call", "showOnCall", "Shows who is on call for each team, and the next hand-overs.", ApiSchemas.Object(("teams", schemas.ListOf<OnCallBoard>()))) with { Tag = "Desk", Problems = [401, 403, 503] },
        Get("desk/model", "showModel", "Shows which support model is in force, since when, and how far the tickets have come.", ModelSchema()) with { Tag = "Desk", Problems = [401, 403, 503] },
        Get("desk/keys", "listKeys", "Lists the keys of customers and systems, revoked ones among them; none of them itself.", ApiSchemas.Object(("keys", schemas.ListOf<ApiKey>()))) with { Tag = "Keys", Problems = [401, 403, 503] },
        Post("desk/keys", "createKey", "Makes a key and shows it, this once.", KeyBody.Fields, schemas.Of<NewKey>()) with { Tag = "Keys", Status = 201, Problems = [400, 401, 403, 409, 413, 415, 422, 503] },
        Get("desk/keys/{id}", "revokeKey", "Revokes a key; it opens nothing any more within half a minute.", schemas.Of<ApiKey>()) with { Method = "delete", Tag = "Keys", Problems = [401, 403, 404, 503] },
        Get("desk/dead-letters", "listDeadLetterQueues", "Counts the messages that nobody could handle, by queue and subscription.", ApiSchemas.Object(("queues", schemas.ListOf<DeadLetterCount>()))) with { Tag = "Dead letters", Problems = [401, 403, 503] },
        Get("desk/dead-letters/{queue}", "listDeadLetters", "Lists the messages of a queue or subscription that nobody could handle, with the reason of each.", ApiSchemas.Object(("deadLetters", schemas.ListOf<DeadLetter>()))) with { Tag = "Dead letters", Problems = [401, 403, 404, 503] },
        Get("desk/dead-letters/{queue}/{id}", "showDeadLetter", "Shows a message that nobody could handle.", schemas.Of<DeadLetter>()) with { Tag = "Dead letters", Problems = [401, 403, 404, 503] },
        Get("desk/dead-letters/{queue}/{id}/replay", "replayDeadLetters", "Sends one of them again; with all for its id, all of them.", ApiSchemas.Object(("replayed", schemas.ListOf<DeadLetter>()))) with { Method = "post", Tag = "Dead letters", Problems = [401, 403, 404, 503] },
        Post("desk/dead-letters/{queue}/{id}/discard", "discardDeadLetter", "Throws one of them away.", [DeadLettersFunction.Reason], schemas.Of<DeadLetter>()) with { Tag = "Dead letters" },
        new("get", "desk/openapi.json", "deskOpenApi", "This document.") { Tag = "Desk", Answer = new JsonObject { ["type"] = "object" } },
    ];

    private static JsonObject ModelSchema() => ApiSchemas.Object(
        ("version", PlainText()),
        ("hash", PlainText()),
        ("since", Instant()),
        ("change", new JsonObject { ["type"] = "object" }));

    private JsonObject List() => ApiSchemas.Object(("tickets", schemas.ListOf<TicketView>()));

    private static ApiOperation Get(string route, string id, string summary, JsonNode? answer) => new("get", route, id, summary)
    {
        Tag = route.Contains("views", StringComparison.Ordinal) ? "Views" : "Tickets",
        Security = Agent,
        Answer = answer,
        Problems = [400, 401, 403, 503],
    };

    private static ApiOperation Post(string route, string id, string summary, IReadOnlyList<BodyField> body, JsonNode answer) =>
        Get(route, id, summary, answer) with { Method = "post", Body = body, Problems = [400, 401, 403, 404, 413, 415, 422, 503] };

    private static ApiParameter Text(string name, string meaning) => new(name, meaning, new JsonObject { ["type"] = "string" });

    // A file: what is in it is none of the contract.
    private static JsonObject Saved(string contentType) => new() { ["type"] = "string", ["contentMediaType"] = contentType };

    private static JsonObject PlainText() => new() { ["type"] = "string" };

    private static JsonObject Instant() => new() { ["type"] = "string", ["format"] = "date-time" };

    private static string Words<T>()
        where T : struct, Enum =>
        string.Join(", ", Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));

    private static string Pascal(string name) =>
        string.Concat(name.Split('-', '/').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
