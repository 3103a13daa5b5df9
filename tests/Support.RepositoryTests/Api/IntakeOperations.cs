using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Functions.Intake.Email;
using Support.Functions.Intake.Tickets;
using Support.Functions.Intake.Vendors;
using Support.Platform.Http;

namespace Support.RepositoryTests.Api;

/// <summary>What customers and systems can ask.</summary>
internal sealed class IntakeOperations(ApiSchemas schemas)
{
    private const string Link = "ticketLink";

    /// <summary>The members of a submission; a test holds them to the code that reads them.</summary>
    public static IReadOnlyList<BodyField> Submission { get; } =
    [
        BodyFields.NeededText("subject", TicketSubmission.SubjectLengthMax, "One line."),
        BodyFields.NeededText("description", TicketSubmission.TextLengthMax, "The first message.", multiline: true),
        new BodyField<string>("requester", "Who asks.", true, RequesterSchema(), _ => string.Empty),
        BodyFields.Text("application", 40, "Application id; left out, routing rules and the model's default decide."),
        BodyFields.Word<TicketKind>("kind", "What it is about."),
        BodyFields.Word<Grade>("impact", "How many are hit."),
        BodyFields.Word<Grade>("urgency", "How soon it hurts."),
        BodyFields.NamedTexts("customFields", 20, 500, "What else the sender wants to say, by name."),
        AttachedFiles.Field,
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<ApiOperation> All() =>
    [
        new("post", "tickets", "submitTicket", "Opens a ticket.")
        {
            Tag = "Requesters", Body = Submission, TakesKey = true, Status = 201, Answer = schemas.Of<RequesterTicket>(), Problems = [400, 401, 403, 408, 413, 415, 422, 429, 503],
        },
        new("get", "tickets/{id}", "readTicket", "Shows a ticket as its requester may see it.")
        {
            Tag = "Requesters", Security = Link, Answer = schemas.Of<RequesterTicket>(), Problems = [404, 503],
        },
        new("post", "tickets/{id}/messages", "addMessage", "Adds a requester's message; to a closed ticket it opens a follow-up (201).")
        {
            Tag = "Requesters",
            Security = Link,
            Body = [BodyFields.NeededText("text", TicketSubmission.TextLengthMax, "What the requester writes.", multiline: true), AttachedFiles.Field],
            TakesKey = true,
            TakesIfMatch = true,
            Answer = schemas.Of<RequesterTicket>(),
            Problems = [400, 404, 409, 412, 413, 415, 422, 503],
        },
        new("get", "attachments/{content}", "fetchAttachment", "Fetches a file of a message by the link that came with the message; the link holds for 15 minutes.")
        {
            Tag = "Requesters",
            Query =
            [
                new("name", "The file's name.", new JsonObject { ["type"] = "string" }),
                new("expires", "When the link ends, in Unix seconds.", new JsonObject { ["type"] = "integer" }),
                new("signature", "What proves that we made the link.", new JsonObject { ["type"] = "string" }),
            ],
            Answer = new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" },
            Problems = [403, 404, 503],
        },
        new("get", "vendor/tickets/{id}", "readVendorTicket", "Shows a ticket as the vendor whom it was sent to may see it.")
        {
            Tag = "Vendors", Security = Link, Answer = schemas.Of<VendorTicket>(), Problems = [404, 503],
        },
        new("post", "vendor/tickets/{id}", "answerVendorTicket", "Takes a vendor's answer: a reference, a message, a status, or several of them.")
        {
            Tag = "Vendors",
            Security = Link,
            Body = VendorAnswerFunction.Members,
            TakesKey = true,
            Answer = schemas.Of<VendorTicket>(),
            Problems = [400, 404, 409, 413, 415, 422, 503],
        },
        .. AlertOperations.All(),
        new("post", "intake/email/raw", "rawMail", "Takes a mail as its own bytes (RFC 5322). The answer says what became of it; none is to be sent again.")
        {
            Tag = "Mail",
            Security = "raw",
            BodyType = "message/rfc822",
            BodySchema = new JsonObject { ["type"] = "string", ["format"] = "binary" },
            Status = 202,
            Answer = schemas.Of<MailAnswer>(),
            Problems = [400, 401, 403, 413, 415, 503],
        },
        .. MailProviderOperations.All(schemas),
        WebhookOperations.Deliver(schemas),
        .. ChatOperations.All(schemas),
        new("get", "openapi.json", "openApi", "This document.") { Tag = "Requesters", Answer = new JsonObject { ["type"] = "object" } },
    ];

    private static JsonObject RequesterSchema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("email"),
        ["properties"] = new JsonObject
        {
            ["email"] = new JsonObject { ["type"] = "string", ["format"] = "email", ["maxLength"] = MailAddressFormat.LengthMax },
            ["name"] = BodyFields.TextSchema(200),
        },
    };
}
