using System.Text.Json;
using System.Text.Json.Nodes;

namespace Support.Domain.Model;

/// <summary>What differs between two model files.</summary>
public static class ModelDifferences
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = SupportModelReader.DepthMax,
    };

    /// <summary>
    /// The differences, in the order of the newer file. Policies, steps and rules are told apart by their ids, so that one
    /// more at the beginning is one difference; that the others are in another order is another.
    /// </summary>
    /// <param name="before">A model file without mistakes.</param>
    /// <param name="after">Another one.</param>
    public static IReadOnlyList<ModelDifference> Between(string before, string after)
    {
        var differences = new List<ModelDifference>();
        Compare("", Parse(before), Parse(after), differences);
        return differences;
    }

    private static JsonNode? Parse(string text) => JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: Options);

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<ModelDifference> differences)
    {
        if (before is JsonObject one && after is JsonObject other)
        {
            CompareMembers(path, Members(one), Members(other), differences);
        }
        else if (ById(before) is { } things && ById(after) is { } others)
        {
            CompareMembers(path, things, others, differences);
            CompareOrder(path, things, others, differences);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            differences.Add(new ModelDifference(path, Text(before), Text(after)));
        }
    }

    private static void CompareMembers(
        string path,
        List<KeyValuePair<string, JsonNode?>> before,
        List<KeyValuePair<string, JsonNode?>> after,
        List<ModelDifference> differences)
    {
        var old = new Dictionary<string, JsonNode?>(before, StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in after)
        {
            string at = path.Length == 0 ? name : $"{path}/{name}";
            if (old.Remove(name, out JsonNode? was))
            {
                Compare(at, was, value, differences);
            }
            else
            {
                differences.Add(new ModelDifference(at, null, Text(value)));
            }
        }

        differences.AddRange(before.Where(pair => old.ContainsKey(pair.Key))
            .Select(pair => new ModelDifference(path.Length == 0 ? pair.Key : $"{path}/{pair.Key}", Text(pair.Value), null)));
    }

    private static void CompareOrder(
        string path,
        List<KeyValuePair<string, JsonNode?>> before,
        List<KeyValuePair<string, JsonNode?>> after,
        List<ModelDifference> differences)
    {
        string[] was = [.. before.Select(static pair => pair.Key).Intersect(after.Select(static pair => pair.Key))];
        string[] isNow = [.. after.Select(static pair => pair.Key).Intersect(was)];
        if (!was.SequenceEqual(isNow))
        {
            differences.Add(new ModelDifference($"{path} (order)", string.Join(", ", was), string.Join(", ", isNow)));
        }
    }

    private static List<KeyValuePair<string, JsonNode?>> Members(JsonObject members) =>
        [.. members.Where(static member => member.Key != "$schema")];

    /// <summary>The items of a list by their ids; null when they have none.</summary>
    private static List<KeyValuePair<string, JsonNode?>>? ById(JsonNode? node) =>
        node is JsonArray { Count: > 0 } list && list.All(static item => item is JsonObject thing && thing["id"] is JsonValue)
            ? [.. list.Select(static item => KeyValuePair.Create(item!["id"]!.ToString(), (JsonNode?)item))]
            : null;

    private static string Text(JsonNode? value) => value is JsonValue ? value.ToString() : value?.ToJsonString() ?? "null";
}

/// <summary>One difference.</summary>
/// <param name="Path">Where: names and ids from the outermost on, parted by slashes.</param>
/// <param name="Before">What was there; null for nothing.</param>
/// <param name="After">What is there now; null for nothing.</param>
public sealed record ModelDifference(string Path, string? Before, string? After);
