using System.Text.Json;

namespace Support.Local.Hosting.Teams;

/// <summary>Reads the adaptive cards in a message, forgivingly: what a card may leave out, this does without.</summary>
internal static class AdaptiveCards
{
    private const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static IEnumerable<JsonElement> In(JsonElement message) =>
        from attachment in Array(message, "attachments")
        where Text(attachment, "contentType") == ContentType
        where attachment.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.Object
        select attachment.GetProperty("content");

    public static IEnumerable<JsonElement> Array(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray()
            : [];

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
