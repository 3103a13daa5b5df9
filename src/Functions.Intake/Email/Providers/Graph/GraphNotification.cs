using System.Text.Json;
using Support.Platform.Graph;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email.Providers.Graph;

/// <summary>A change notification or a lifecycle event of Microsoft Graph.</summary>
/// <param name="ClientState">The secret that its subscription was made with; null when it has none.</param>
/// <param name="Task">What is to be done about it; null for an event that asks for nothing.</param>
public sealed record GraphNotification(string? ClientState, GraphTask? Task)
{
    /// <summary>The most notifications of one request.</summary>
    public const int Max = 1_000;

    /// <summary>Reads the notifications of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="errors">What cannot be read; empty when all can.</param>
    public static IReadOnlyList<GraphNotification> Read(JsonElement body, out IReadOnlyList<FieldError> errors)
    {
        var mistakes = new List<FieldError>();
        var notifications = new List<GraphNotification>();
        errors = mistakes;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("value", out JsonElement items) || items.ValueKind != JsonValueKind.Array
            || items.GetArrayLength() > Max)
        {
            mistakes.Add(new FieldError("#/value", $"There must be a list of at most {Max} notifications."));
            return notifications;
        }

        for (int i = 0; i < items.GetArrayLength(); i++)
        {
            if (items[i].ValueKind != JsonValueKind.Object)
            {
                mistakes.Add(new FieldError($"#/value/{i}", "A notification must be an object."));
                continue;
            }

            notifications.Add(new GraphNotification(Text(items[i], "clientState"), TaskOf(items[i])));
        }

        return notifications;
    }

    private static GraphTask? TaskOf(JsonElement notification)
    {
        string? subscription = Text(notification, "subscriptionId") is { } text && GraphTask.IsId(text) ? text : null;
        switch (Text(notification, "lifecycleEvent"))
        {
            case "reauthorizationRequired":
                return new GraphTask(GraphTaskKind.Renew, subscription);
            case "subscriptionRemoved":
                return new GraphTask(GraphTaskKind.Resubscribe, subscription);
            case "missed":
                return new GraphTask(GraphTaskKind.CatchUp, subscription);
            case not null:
                return null;
        }

        // The id in the data, or what the resource's address ends with.
        string? id = notification.TryGetProperty("resourceData", out JsonElement data) && data.ValueKind == JsonValueKind.Object ? Text(data, "id") : null;
        id ??= Text(notification, "resource") is { } resource && resource.LastIndexOf('/') is >= 0 and var slash ? resource[(slash + 1)..] : null;
        return GraphTask.IsId(id) ? new GraphTask(GraphTaskKind.Fetch, id) : null;
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character (a lone surrogate).
            return null;
        }
    }
}
