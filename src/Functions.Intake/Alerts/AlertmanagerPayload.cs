using System.Globalization;
using System.Text;
using System.Text.Json;
using Support.Domain.Model;
using Support.Functions.Intake.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>Reads the webhook payload of Prometheus Alertmanager, version 4.</summary>
public static class AlertmanagerPayload
{
    private const int AlertsMax = 500;
    private const int LabelsMax = 100;
    private const int LabelLengthMax = 4000;

    /// <summary>Reads the alerts. All of them, or errors: a payload is taken whole or not at all.</summary>
    public static IReadOnlyList<Alert> Read(JsonElement root, out IReadOnlyList<FieldError> errors)
    {
        var mistakes = new List<FieldError>();
        errors = mistakes;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("alerts", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            mistakes.Add(new FieldError("#/alerts", "Expected an array of alerts."));
            return [];
        }

        if (list.GetArrayLength() > AlertsMax)
        {
            mistakes.Add(new FieldError("#/alerts", $"At most {AlertsMax} alerts are taken at once."));
            return [];
        }

        var alerts = new List<Alert>(list.GetArrayLength());
        int index = 0;
        foreach (JsonElement element in list.EnumerateArray())
        {
            string pointer = string.Create(CultureInfo.InvariantCulture, $"#/alerts/{index++}");
            if (ReadAlert(element, pointer, mistakes) is { } alert)
            {
                alerts.Add(alert);
            }
        }

        return alerts;
    }

    private static Alert? ReadAlert(JsonElement element, string pointer, List<FieldError> mistakes)
    {
        int before = mistakes.Count;
        string? status = Text(element, "status");
        if (status is not ("firing" or "resolved"))
        {
            mistakes.Add(new FieldError($"{pointer}/status", "Expected \"firing\" or \"resolved\"."));
        }

        string? fingerprint = Text(element, "fingerprint");
        if (fingerprint is not { Length: > 0 and <= 200 })
        {
            mistakes.Add(new FieldError($"{pointer}/fingerprint", "Expected a text of 1 to 200 characters."));
        }

        Dictionary<string, string> labels = Texts(element, "labels", pointer, mistakes);
        Dictionary<string, string> annotations = Texts(element, "annotations", pointer, mistakes);
        if (mistakes.Count > before)
        {
            return null;
        }

        string name = annotations.GetValueOrDefault("summary") ?? labels.GetValueOrDefault("alertname") ?? "Alert";
        string? where = labels.GetValueOrDefault("instance") ?? labels.GetValueOrDefault("host");
        return new Alert
        {
            Source = "alertmanager",
            Fingerprint = fingerprint!,
            Firing = status == "firing",
            Subject = Line(where is null ? name : $"{name} on {where}"),
            Text = Describe(element, labels, annotations),
            Application = labels.GetValueOrDefault("application") ?? labels.GetValueOrDefault("service"),
            Severity = labels.GetValueOrDefault("severity") switch
            {
                "critical" or "page" or "emergency" => Grade.High,
                "info" or "none" => Grade.Low,
                _ => Grade.Medium,
            },
        };
    }

    private static string Describe(JsonElement alert, Dictionary<string, string> labels, Dictionary<string, string> annotations)
    {
        var text = new StringBuilder();
        text.Append("Status: ").AppendLine(Text(alert, "status"));
        text.Append("Since: ").AppendLine(Text(alert, "startsAt") ?? "unknown");
        foreach ((string name, string value) in annotations)
        {
            text.Append(name).Append(": ").AppendLine(value);
        }

        text.AppendLine().AppendLine("Labels:");
        foreach ((string name, string value) in labels)
        {
            text.Append("  ").Append(name).Append(" = ").AppendLine(value);
        }

        if (Text(alert, "generatorURL") is { Length: > 0 } source)
        {
            text.AppendLine().Append("Source: ").AppendLine(source);
        }

        string described = Printable(text.ToString());
        return described.Length <= TicketSubmission.TextLengthMax ? described : described[..TicketSubmission.TextLengthMax];
    }

    private static Dictionary<string, string> Texts(JsonElement alert, string name, string pointer, List<FieldError> mistakes)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (alert.ValueKind != JsonValueKind.Object || !alert.TryGetProperty(name, out JsonElement map) || map.ValueKind == JsonValueKind.Null)
        {
            return texts;
        }

        if (map.ValueKind != JsonValueKind.Object || map.GetPropertyCount() > LabelsMax)
        {
            mistakes.Add(new FieldError($"{pointer}/{name}", $"Expected an object of at most {LabelsMax} texts."));
            return texts;
        }

        foreach (JsonProperty property in map.EnumerateObject())
        {
            string? value = Text(map, property.Name);
            if (value is null || value.Length > LabelLengthMax)
            {
                mistakes.Add(new FieldError($"{pointer}/{name}/{property.Name}", $"Expected a text of at most {LabelLengthMax} characters."));
                continue;
            }

            texts[property.Name] = value;
        }

        return texts;
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: no text.
            return null;
        }
    }

    private static string Line(string text)
    {
        string line = Printable(text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        return line.Length <= TicketSubmission.SubjectLengthMax ? line : line[..(TicketSubmission.SubjectLengthMax - 1)] + "…";
    }

    // What a monitored system writes into its labels is not ours to refuse the alert for; it is only made harmless.
    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));
}
