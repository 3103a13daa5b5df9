using System.Text.Json;
using Support.Domain.Alerts;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>Reads PagerDuty's webhooks v3: what happens to its incidents.</summary>
public static class PagerDutyWebhook
{
    private const string Source = "pagerduty";

    /// <summary>Whether that is a webhook, and no event of the Events API.</summary>
    public static bool Is(JsonElement root) => new AlertNode(root, "#", [])["event"] is { IsObject: true };

    /// <summary>Reads a webhook. What tells nothing of whether all is well is read as no alert at all.</summary>
    public static AlertsRead Read(JsonElement root)
    {
        var errors = new List<FieldError>();
        AlertNode happened = new AlertNode(root, "#", errors)["event"]!.Value;
        string? type = happened.Needed("event_type");
        AlertSignal? signal = type switch
        {
            "incident.triggered" or "incident.reopened" or "incident.unacknowledged" or "incident.escalated" or "incident.priority_updated" => AlertSignal.Firing,
            "incident.resolved" => AlertSignal.Resolved,
            "incident.acknowledged" => AlertSignal.Acknowledged,
            _ => null,
        };
        if (type is null || signal is null)
        {
            return new AlertsRead([], errors);
        }

        string? id = happened.Needed("id");
        if (happened["data"] is not { IsObject: true } incident)
        {
            happened.Mistake("data", "Expected an object.");
            return new AlertsRead([], errors);
        }

        string? number = incident.Needed("id");
        return errors.Count > 0
            ? new AlertsRead([], errors)
            : new AlertsRead([Incident(happened, incident, type, signal.Value, number!) with { Delivery = AlertText.HashOf(id!) }], errors);
    }

    private static Alert Incident(AlertNode happened, AlertNode incident, string type, AlertSignal signal, string number)
    {
        string? service = incident["service"]?.Text("summary");
        string? who = happened["agent"]?.Text("summary");
        return new Alert
        {
            Source = Source,
            Fingerprint = AlertText.Fingerprint("incident", number),
            Signal = signal,
            Subject = AlertText.OneLine(incident.Text("title")),
            Text = new AlertText()
                .Paragraph(who is null ? type : $"{type} by {who}")
                .Line("Incident", incident.Text("title"))
                .Line("Service", service)
                .Line("Status", incident.Text("status"))
                .Line("Urgency", incident.Text("urgency"))
                .Line("Priority", incident["priority"]?.Text("summary"))
                .Line("At", happened.Text("occurred_at"))
                .Line("Page", incident.Text("html_url"))
                .ToString(),
            Labels = service is null ? [] : [KeyValuePair.Create("service", service)],
            Severity = incident["priority"]?.Text("summary") ?? incident.Text("urgency"),
            StartsAt = AlertText.Time(happened.Text("occurred_at")),
            Url = AlertText.Address(incident.Text("html_url")),
        };
    }
}
