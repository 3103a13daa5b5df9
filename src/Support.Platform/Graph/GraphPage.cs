using System.Text.Json;

namespace Support.Platform.Graph;

/// <summary>A page of a delta query.</summary>
/// <param name="Ids">The mails on it.</param>
/// <param name="NextLink">Where the next page is; null on the last one.</param>
/// <param name="DeltaLink">Where to look next time; null before the last page.</param>
public sealed record GraphPage(IReadOnlyList<string> Ids, string? NextLink, string? DeltaLink)
{
    private const int LinkLengthMax = 30_000;

    /// <summary>Reads a page. What is reported as removed, or has no id, is left out.</summary>
    /// <exception cref="GraphUnavailableException">It leads nowhere on.</exception>
    public static GraphPage Read(JsonElement page)
    {
        var ids = new List<string>();
        if (page.TryGetProperty("value", out JsonElement items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in items.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object && !item.TryGetProperty("@removed", out _) && Text(item, "id") is { } id && GraphTask.IsId(id))
                {
                    ids.Add(id);
                }
            }
        }

        string? next = Link(page, "@odata.nextLink");
        string? delta = Link(page, "@odata.deltaLink");
        return next is null && delta is null ? throw new GraphUnavailableException("A page of Graph leads nowhere on.") : new GraphPage(ids, next, delta);
    }

    private static string? Link(JsonElement page, string name) => Text(page, name) is { Length: > 0 and <= LinkLengthMax } link ? link : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
