using System.Text.Json.Nodes;
using Support.Functions.Intake.Alerts;

namespace Support.RepositoryTests.Api;

/// <summary>What monitoring systems post.</summary>
internal static class AlertOperations
{
    private const string Secret = "monitoring";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiOperation> All() =>
    [
        Of("alertmanager", "alertmanagerIntake", "Takes a notification of Prometheus Alertmanager, version 4.", "alerts"),
        Of("azure-monitor", "azureMonitorIntake", "Takes an alert of Azure Monitor in the common alert schema; the secret may stand in the address as ?code= or ?key=.", "schemaId", "data"),
        Of("cloudevents", "cloudEventsIntake", "Takes CloudEvents 1.0 in structured, batched or binary mode; the secret may stand in the address as ?access_token=.") with
        {
            BodySchema = [],
        },
        new("options", "intake/alerts/cloudevents", "cloudEventsHandshake", "Answers the handshake by which a sender of CloudEvents asks whether it may send.")
        {
            Tag = "Monitoring", Security = Secret, Problems = [400, 401, 403, 408, 429, 503],
        },
        Of("datadog", "datadogIntake", "Takes what Datadog's webhook integration makes of the template in the guide.", "monitor_id", "alert_transition"),
        Of("grafana", "grafanaIntake", "Takes a notification of Grafana's unified alerting; a signature in X-Grafana-Alerting-Signature proves it too.", "alerts"),
        Of("pagerduty", "pagerDutyIntake", "Takes PagerDuty's Events API v2, whose routing_key is the secret, and its webhooks v3, which are signed.") with
        {
            Security = null,
            Status = 202,
            Answer = ApiSchemas.Object(("status", Text()), ("message", Text()), ("dedup_key", Text())),
            Problems = [400, 401, 403, 408, 413, 429, 503],
        },
    ];

    private static ApiOperation Of(string source, string id, string summary, params string[] required) =>
        new("post", $"intake/alerts/{source}", id, summary)
        {
            Tag = "Monitoring",
            Security = Secret,
            BodySchema = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray([.. required.Select(static name => (JsonNode)name)]),
                ["properties"] = new JsonObject(required.Select(static name => KeyValuePair.Create(name, (JsonNode?)(name == "alerts"
                    ? new JsonObject { ["type"] = "array", ["maxItems"] = AlertsRead.AlertsMax, ["items"] = new JsonObject { ["type"] = "object" } }
                    : [])))),
            },
            Answer = ApiSchemas.Object(("alerts", Objects()), ("refused", Objects())),
            Problems = [400, 401, 403, 408, 413, 422, 429, 503],
        };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Objects() => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } };
}
