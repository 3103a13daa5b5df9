using System.Text.Json;
using Support.Domain.Alerts;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>Reads PagerDuty's Events API v2, as those send it who page through PagerDuty.</summary>
public static class PagerDutyEvents
{
    private const string Source = "pagerduty";
    private const int LinksMax = 50;

    /// <summary>Reads an event.</summary>
    public static AlertsRead Read(JsonElement root)
    {
        var errors = new List<FieldError>();
        var node = new AlertNode(root, "#", errors);
        string? action = node.Text("event_action");
        if (action is not ("trigger" or "acknowledge" or "resolve"))
        {
            node.Mistake("event_action", "Expected \"trigger\", \"acknowledge\" or \"resolve\".");
            return new AlertsRead([], errors);
        }

        Alert? alert = action == "trigger" ? Trigger(node) : Follow(node, action);
        return new AlertsRead(alert is null || errors.Count > 0 ? [] : [alert], errors);
    }

    /// <summary>The key that the integration proves itself by; null when the body has none.</summary>
    public static string? RoutingKey(JsonElement root) => new AlertNode(root, "#", []).Text("routing_key");

    private static Alert? Trigger(AlertNode node)
    {
        if (node["payload"] is not { IsObject: true } payload)
        {
            node.Mistake("payload", "Expected an object.");
            return null;
        }

        string? summary = payload.Needed("summary");
        string? source = payload.Needed("source");
        string? severity = payload.Text("severity");
        if (severity is not ("critical" or "error" or "warning" or "info"))
        {
            payload.Mistake("severity", "Expected \"critical\", \"error\", \"warning\" or \"info\".");
        }

        // Without a key of the sender's, the same words about the same thing are the same alert.
        string key = node.Text("dedup_key")
            ?? AlertText.HashOf(summary ?? string.Empty, source ?? string.Empty, payload.Text("component") ?? string.Empty, payload.Text("class") ?? string.Empty);
        return new Alert
        {
            Source = Source,
            Fingerprint = AlertText.Fingerprint(key),
            Signal = AlertSignal.Firing,
            Subject = AlertText.OneLine(summary),
            Text = Describe(node, payload),
            Labels = Labels(node, payload),
            Severity = severity,
            StartsAt = AlertText.Time(payload.Text("timestamp")),
            Url = AlertText.Address(node.Text("client_url")),
        };
    }

    private static Alert? Follow(AlertNode node, string action) => node.Needed("dedup_key") is { } key
        ? new Alert
        {
            Source = Source,
            Fingerprint = AlertText.Fingerprint(key),
            Signal = action == "resolve" ? AlertSignal.Resolved : AlertSignal.Acknowledged,
            Text = new AlertText().Paragraph(action == "resolve" ? "The sender reports the alert as resolved." : "The sender reports the alert as acknowledged.")
                .Line("Client", node.Text("client")).Paragraph(node["payload"]?.Text("summary")).ToString(),
        }
        : null;

    private static string Describe(AlertNode node, AlertNode payload)
    {
        AlertText text = new AlertText()
            .Paragraph(payload.Text("summary"))
            .Line("Source", payload.Text("source"))
            .Line("Severity", payload.Text("severity"))
            .Line("Component", payload.Text("component"))
            .Line("Group", payload.Text("group"))
            .Line("Class", payload.Text("class"))
            .Line("Since", payload.Text("timestamp"))
            .Line("Client", node.Text("client"))
            .Line("Client page", node.Text("client_url"));
        text.List("Details", (payload with { Errors = [] }).Texts("custom_details"));
        if (payload["custom_details"] is { IsObject: false } details)
        {
            text.Paragraph(details.Scalar());
        }

        foreach (AlertNode link in node.Items("links", LinksMax))
        {
            text.Line(link.Text("text") ?? "Link", link.Text("href"));
        }

        foreach (AlertNode image in node.Items("images", LinksMax))
        {
            text.Line("Image", image.Text("src"));
        }

        return text.ToString();
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Labels(AlertNode node, AlertNode payload)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach (string name in new[] { "component", "group", "class", "source" })
        {
            if (payload.Text(name) is { } value)
            {
                labels.Add(KeyValuePair.Create(name, value));
            }
        }

        return [.. labels, .. (payload with { Errors = [] }).Texts("custom_details")];
    }
}
