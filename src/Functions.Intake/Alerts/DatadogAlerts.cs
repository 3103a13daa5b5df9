using System.Text.Json;
using Support.Domain.Alerts;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// Reads what Datadog's webhook integration makes of the template in docs/alerts.md. A variable that Datadog does not know
/// for an event stays in the text as its name, and counts as nothing.
/// </summary>
public static class DatadogAlerts
{
    private const string Source = "datadog";
    private const int TagsMax = 100;

    /// <summary>Reads an event.</summary>
    public static AlertsRead Read(JsonElement root)
    {
        var errors = new List<FieldError>();
        var node = new AlertNode(root, "#", errors);
        string? monitor = Said(node, "monitor_id");
        if (monitor is null)
        {
            node.Mistake("monitor_id", "Expected the id of the monitor: \"$ALERT_ID\" in the template.");
        }

        string? transition = Said(node, "alert_transition");
        AlertSignal? signal = transition switch
        {
            "Triggered" or "Re-Triggered" or "No Data" or "Re-No Data" or "Warn" or "Re-Warn" or "Renotify" => AlertSignal.Firing,
            "Recovered" => AlertSignal.Resolved,
            _ => null,
        };
        if (signal is null)
        {
            node.Mistake("alert_transition", "Expected what \"$ALERT_TRANSITION\" gives: Triggered, Re-Triggered, Warn, Re-Warn, No Data, Re-No Data, Renotify or Recovered.");
        }

        if (errors.Count > 0)
        {
            return new AlertsRead([], errors);
        }

        return new AlertsRead([ReadAlert(node, monitor!, signal!.Value)], errors);
    }

    private static Alert ReadAlert(AlertNode node, string monitor, AlertSignal signal) => new()
    {
        Source = Source,
        Fingerprint = AlertText.Fingerprint($"monitor {monitor}", Said(node, "scopes")),
        Signal = signal,
        Subject = AlertText.OneLine(Said(node, "title")) ?? AlertText.OneLine($"Monitor {monitor}"),
        Text = new AlertText()
            .Paragraph(Said(node, "title"))
            .Line("Transition", Said(node, "alert_transition"))
            .Line("Scope", Said(node, "scopes"))
            .Line("Query", Said(node, "alert_query"))
            .Line("Priority", Said(node, "severity"))
            .Line("Type", Said(node, "alert_type"))
            .Line("Organisation", node["org"]?.Text("name"))
            .Line("Page", Said(node, "url"))
            .Line("Tags", Said(node, "tags"))
            .Paragraph(Said(node, "body"))
            .ToString(),
        Labels = Tags(node),
        Severity = Said(node, "severity") ?? Said(node, "alert_type"),
        Url = AlertText.Address(Said(node, "url")),
        Delivery = Said(node, "id") is { } id ? AlertText.HashOf(id, Said(node, "alert_transition") ?? string.Empty) : string.Empty,
    };

    // "env:prod,service:shop": what has no colon is a label by itself.
    private static KeyValuePair<string, string>[] Tags(AlertNode node) =>
    [
        .. $"{Said(node, "tags")},{Said(node, "scopes")}".Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(TagsMax)
            .Select(static tag => tag.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
                ? KeyValuePair.Create(tag[..colon], tag[(colon + 1)..])
                : KeyValuePair.Create(tag, string.Empty)),
    ];

    private static string? Said(AlertNode node, string name) =>
        node.Text(name) is { } text && !IsVariable(text) ? text : null;

    private static bool IsVariable(string text) =>
        text.Length > 1 && text[0] == '$' && text.Skip(1).All(static c => c == '_' || char.IsAsciiLetterUpper(c));
}
