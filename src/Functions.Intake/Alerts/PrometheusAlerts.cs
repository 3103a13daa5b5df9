using System.Globalization;
using System.Text.Json;
using Support.Domain.Alerts;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// Reads what Prometheus Alertmanager (version 4) posts, and what Grafana's unified alerting (version 1) made of it: groups
/// of alerts, each with its fingerprint and status.
/// </summary>
public static class PrometheusAlerts
{
    /// <summary>Reads a notification.</summary>
    /// <param name="root">The body.</param>
    /// <param name="source"><c>alertmanager</c> or <c>grafana</c>.</param>
    public static AlertsRead Read(JsonElement root, string source)
    {
        var errors = new List<FieldError>();
        var node = new AlertNode(root, "#", errors);
        if (node["alerts"] is not { Element.ValueKind: JsonValueKind.Array } list)
        {
            node.Mistake("alerts", "Expected an array of alerts.");
            return new AlertsRead([], errors);
        }

        string? remark = node.Text("truncatedAlerts") is { } truncated
            && int.TryParse(truncated, NumberStyles.None, CultureInfo.InvariantCulture, out int left) && left > 0
                ? $"{left} more alerts of this group were left out of the notification by its sender."
                : null;
        var alerts = new List<Alert>();
        foreach (AlertNode element in list.Items(AlertsRead.AlertsMax))
        {
            if (ReadAlert(element, source, alerts.Count == 0 ? remark : null) is { } alert)
            {
                alerts.Add(alert);
            }
        }

        return new AlertsRead(alerts, errors);
    }

    private static Alert? ReadAlert(AlertNode node, string source, string? remark)
    {
        int before = node.Errors.Count;
        string? status = node.Text("status");
        if (status is not ("firing" or "resolved"))
        {
            node.Mistake("status", "Expected \"firing\" or \"resolved\".");
        }

        string? fingerprint = node.Needed("fingerprint");
        IReadOnlyList<KeyValuePair<string, string>> labels = node.Texts("labels");
        IReadOnlyList<KeyValuePair<string, string>> annotations = node.Texts("annotations");
        if (fingerprint is null || node.Errors.Count > before)
        {
            return null;
        }

        string name = Find(annotations, "summary") ?? Find(labels, "alertname") ?? "Alert";
        string? where = Find(labels, "instance") ?? Find(labels, "host");
        string? url = node.Text("panelURL") ?? node.Text("dashboardURL") ?? node.Text("generatorURL");
        return new Alert
        {
            Source = source,
            Fingerprint = AlertText.Fingerprint(fingerprint),
            Signal = status == "firing" ? AlertSignal.Firing : AlertSignal.Resolved,
            Subject = AlertText.OneLine(where is null ? name : $"{name} on {where}") ?? "Alert",
            Text = Describe(node, status!, labels, annotations, remark),
            Labels = labels,
            Severity = Find(labels, "severity"),
            StartsAt = AlertText.Time(node.Text("startsAt")),
            Url = AlertText.Address(url),
        };
    }

    private static string Describe(
        AlertNode node,
        string status,
        IReadOnlyList<KeyValuePair<string, string>> labels,
        IReadOnlyList<KeyValuePair<string, string>> annotations,
        string? remark)
    {
        AlertText text = new AlertText().Line("Status", status).Line("Since", node.Text("startsAt"));
        if (status == "resolved")
        {
            text.Line("Until", node.Text("endsAt"));
        }

        foreach ((string name, string value) in annotations)
        {
            text.Line(name, value);
        }

        return text
            .List("Labels", labels)
            .Line("Values", node.Text("valueString"))
            .Line("Source", node.Text("generatorURL"))
            .Line("Dashboard", node.Text("dashboardURL"))
            .Line("Panel", node.Text("panelURL"))
            .Line("Silence", node.Text("silenceURL"))
            .Line("Image", node.Text("imageURL"))
            .Paragraph(remark)
            .ToString();
    }

    private static string? Find(IReadOnlyList<KeyValuePair<string, string>> texts, string name) =>
        texts.FirstOrDefault(text => text.Key == name).Value;
}
