using System.Text.Json.Nodes;
using Support.Functions.Intake.Webhooks;

namespace Support.RepositoryTests.Api;

/// <summary>What other systems can tell.</summary>
internal static class WebhookOperations
{
    /// <summary>Where they deliver.</summary>
    public static ApiOperation Deliver(ApiSchemas schemas) =>
        new("post", "intake/webhooks/{source}", "webhookIntake", "Takes what github, jira, servicenow or a source of the support model tells of one of its records.")
        {
            Tag = "Other systems",
            Security = "webhook",
            BodySchema = new JsonObject { ["type"] = "object" },
            Answer = schemas.Of<NewsOutcome>(),
            Problems = [400, 401, 403, 404, 413, 415, 422, 503],
        };

    /// <summary>Where agents ask what a payload would do.</summary>
    public static ApiOperation Explain() =>
        new("post", "desk/webhooks/{name}/explain", "explainWebhook", "Says what a sample payload would do, and where each field comes from. Nothing is done.")
        {
            Tag = "Desk",
            Security = "agent",
            Query = [new("event", "What GitHub's header X-GitHub-Event would say; issues where it is left out.", new JsonObject { ["type"] = "string" })],
            BodySchema = new JsonObject { ["type"] = "object" },
            Answer = ApiSchemas.Object(("does", new JsonObject { ["type"] = "string" }), ("news", new JsonObject { ["type"] = "object" }), ("fields", List()), ("mistakes", List())),
            Problems = [400, 401, 403, 404, 413, 415, 503],
        };

    private static JsonObject List() => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } };
}
