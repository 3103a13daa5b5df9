using System.Text.Json;
using Support.Domain.Alerts;
using Support.Domain.Model;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>Reads CloudEvents 1.0 as alerts, whatever mode they come in.</summary>
public static class CloudEventAlerts
{
    private const string Source = "cloudevents";
    private static readonly string[] WellWords = ["resolved", "recovered", "closed", "cleared", "ok", "normal", "inactive"];
    private static readonly string[] SeenWords = ["acknowledged", "ack"];
    private static readonly string[] BadWords = ["firing", "fired", "triggered", "raised", "opened", "created", "active", "alert"];

    /// <summary>Reads an event in structured mode, or a list of them.</summary>
    public static AlertsRead Read(JsonElement root, CloudEventRules rules)
    {
        var errors = new List<FieldError>();
        var node = new AlertNode(root, "#", errors);
        IReadOnlyList<AlertNode> events = root.ValueKind == JsonValueKind.Array ? node.Items(AlertsRead.AlertsMax) : [node];
        return new AlertsRead([.. events.Select(happened => ReadEvent(happened, rules)).OfType<Alert>()], errors);
    }

    /// <summary>Reads an event in binary mode: its attributes are headers, its data is the body.</summary>
    /// <param name="attributes">The attributes by name, as the headers <c>ce-…</c> give them.</param>
    /// <param name="data">The data; null when it is no JSON.</param>
    /// <param name="rules">What the types mean.</param>
    public static AlertsRead ReadBinary(IReadOnlyList<KeyValuePair<string, string>> attributes, JsonElement? data, CloudEventRules rules)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in attributes.DistinctBy(static attribute => attribute.Key).Where(static attribute => attribute.Key != "data"))
            {
                writer.WriteString(name, Uri.UnescapeDataString(value));
            }

            if (data is { ValueKind: not JsonValueKind.Undefined } body)
            {
                writer.WritePropertyName("data");

                // As it stands: half a character in it is for the reader to refuse, and the writer would stumble over it.
                writer.WriteRawValue(body.GetRawText(), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return JsonBody.Parse(stream.ToArray(), out string? mistake) is { } root
            ? Read(root, rules)
            : new AlertsRead([], [new FieldError("#", mistake ?? "The attributes cannot be read.")]);
    }

    private static Alert? ReadEvent(AlertNode node, CloudEventRules rules)
    {
        if (node.Text("specversion") != "1.0")
        {
            node.Mistake("specversion", "Expected \"1.0\".");
            return null;
        }

        string? type = node.Needed("type");
        string? source = node.Needed("source");
        string? id = node.Needed("id");
        if (type is null || source is null || id is null)
        {
            return null;
        }

        AlertNode? data = node["data"] is { IsObject: true } said ? said with { Errors = [] } : null;
        if (Matches(rules.Ignored, type))
        {
            return null;
        }

        (AlertSignal signal, string about) = Judge(type, data, rules);
        string? subject = node.Text("subject");
        return new Alert
        {
            Source = Source,
            Fingerprint = data?.Text("fingerprint") is { } own ? AlertText.Fingerprint(source, own) : AlertText.Fingerprint(source, subject, about),
            Signal = signal,
            Subject = AlertText.OneLine(data?.Text("title") ?? data?.Text("summary") ?? (subject is null ? $"{type} of {source}" : $"{type}: {subject}")),
            Text = Describe(node, data),
            Labels = Labels(node, data),
            Severity = data?.Text("severity") ?? node.Text("severity"),
            StartsAt = AlertText.Time(node.Text("time")),
            Url = AlertText.Address(data?.Text("url")),
            Delivery = AlertText.HashOf(source, id),
        };
    }

    /// <summary>What the event says, and what it is about: its type without the word that says it.</summary>
    private static (AlertSignal Signal, string About) Judge(string type, AlertNode? data, CloudEventRules rules)
    {
        int dot = type.LastIndexOf('.');
        string stem = dot > 0 ? type[..dot] : type;
        string word = type[(dot + 1)..].ToLowerInvariant();
        AlertSignal? byModel = Matches(rules.Resolved, type) ? AlertSignal.Resolved
            : Matches(rules.Acknowledged, type) ? AlertSignal.Acknowledged
            : Matches(rules.Firing, type) ? AlertSignal.Firing
            : null;
        if (byModel is { } named)
        {
            return (named, stem);
        }

        AlertSignal? byWord = Signal(word);
        return (Signal((data?.Text("status") ?? data?.Text("state"))?.ToLowerInvariant()) ?? byWord ?? AlertSignal.Firing, byWord is null ? type : stem);
    }

    private static AlertSignal? Signal(string? word) =>
        word is null ? null
        : WellWords.Contains(word) ? AlertSignal.Resolved
        : SeenWords.Contains(word) ? AlertSignal.Acknowledged
        : BadWords.Contains(word) ? AlertSignal.Firing
        : null;

    private static bool Matches(IReadOnlyList<string> patterns, string type) => patterns.Any(pattern =>
        pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : type == pattern);

    private static string Describe(AlertNode node, AlertNode? data)
    {
        AlertText text = new AlertText()
            .Paragraph(data?.Text("description") ?? data?.Text("message") ?? data?.Text("summary"))
            .Line("Type", node.Text("type"))
            .Line("Source", node.Text("source"))
            .Line("Subject", node.Text("subject"))
            .Line("At", node.Text("time"))
            .List("Data", [.. (data is { } said ? said.Element.EnumerateObject() : default(JsonElement.ObjectEnumerator)).Take(100)
                .Select(static member => KeyValuePair.Create(member.Name, new AlertNode(member.Value, "#", []).Scalar() ?? member.Value.ValueKind.ToString()))]);
        if (data is null)
        {
            text.Paragraph(node.Text("data"));
        }

        return text.ToString();
    }

    private static List<KeyValuePair<string, string>> Labels(AlertNode node, AlertNode? data)
    {
        var labels = new List<KeyValuePair<string, string>>(data?.Texts("labels") ?? []);
        foreach (string name in new[] { "application", "service", "source", "subject", "type" })
        {
            if ((data?.Text(name) ?? node.Text(name)) is { } value)
            {
                labels.Add(KeyValuePair.Create(name, value));
            }
        }

        return labels;
    }
}
