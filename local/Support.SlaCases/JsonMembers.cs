using System.Text.Json;

namespace Support.Local.SlaCases;

/// <summary>Reads members that may be missing, and says in one sentence what is wrong with those that are there.</summary>
internal static class JsonMembers
{
    public static JsonElement? MemberOrNull(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    public static string? TextOrNull(this JsonElement element, string name) =>
        element.MemberOrNull(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement Object(this JsonElement element, string name, string where) =>
        element.MemberOrNull(name) is { ValueKind: JsonValueKind.Object } found
            ? found
            : throw new FormatException($"{where}/{name}: expected an object.");

    /// <summary>The texts of a list; none when there is no such list.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        element.MemberOrNull(name) is not { } list
            ? []
            : list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
                ? [.. list.EnumerateArray().Select(static item => item.GetString()!)]
                : throw new FormatException($"'{name}' is no list of texts");

    /// <summary>A time given in minutes under <c>name_min</c> or in seconds under <c>name_seconds</c>; null for none.</summary>
    public static TimeSpan? Span(this JsonElement element, string name)
    {
        if (element.MemberOrNull($"{name}_seconds") is { } seconds)
        {
            return TimeSpan.FromSeconds(Number(seconds, $"{name}_seconds"));
        }

        return element.MemberOrNull($"{name}_min") is { } minutes ? TimeSpan.FromMinutes(Number(minutes, $"{name}_min")) : null;
    }

    private static double Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && Math.Abs(number) < 1e10
            ? number
            : throw new FormatException($"'{name}' is no number of a sensible size");
}
