using System.Text.Json.Nodes;
using Support.Functions.Intake.Email;
using Support.Functions.Intake.Email.Providers.Graph;

namespace Support.RepositoryTests.Api;

/// <summary>What providers of mail post.</summary>
internal static class MailProviderOperations
{
    /// <summary>The security scheme of those whose secret is in their address.</summary>
    public const string Password = "mailProvider";

    private const string Form = "multipart/form-data";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiOperation> All(ApiSchemas schemas) =>
    [
        new("post", "intake/email/sendgrid", "sendGridMail", "Takes a mail from SendGrid's Inbound Parse, taken apart or raw.")
        {
            Tag = "Mail", Security = Password, BodyType = Form, BodySchema = Fields(), Answer = schemas.Of<MailAnswer>(), Problems = [400, 401, 403, 413, 503],
        },
        new("post", "intake/email/mailgun", "mailgunMail", "Takes a mail from a route of Mailgun. The form's own signature proves it.")
        {
            Tag = "Mail", BodyType = Form, BodySchema = Fields(), Answer = schemas.Of<MailAnswer>(), Problems = [401, 403, 406, 413, 503],
        },
        new("post", "intake/email/mailgun/mime", "mailgunMimeMail", "Takes a mail in its own bytes from a route of Mailgun. The form's own signature proves it.")
        {
            Tag = "Mail", BodyType = Form, BodySchema = Fields(), Answer = schemas.Of<MailAnswer>(), Problems = [401, 403, 406, 413, 503],
        },
        new("post", "intake/email/postmark", "postmarkMail", "Takes a mail from Postmark's inbound webhook. 403 is for what is no mail, and not to be sent again.")
        {
            Tag = "Mail", Security = Password, BodySchema = new JsonObject { ["type"] = "object" }, Answer = schemas.Of<MailAnswer>(), Problems = [401, 403, 413, 503],
        },
        new("post", "intake/email/graph", "graphMail", "Takes notifications of Microsoft Graph about a mailbox. The clientState in each proves it.")
        {
            Tag = "Mail",
            Query = [new ApiParameter("validationToken", "Comes with an empty body when a subscription is made, and is answered as plain text (200).", new JsonObject { ["type"] = "string", ["maxLength"] = 4096 })],
            BodySchema = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("value"),
                ["properties"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "array", ["maxItems"] = GraphNotification.Max, ["items"] = new JsonObject { ["type"] = "object" } } },
            },
            Status = 202,
            Answer = ApiSchemas.Object(("taken", new JsonObject { ["type"] = "integer" })),
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
    ];

    private static JsonObject Fields() => new() { ["type"] = "object", ["additionalProperties"] = true };
}
