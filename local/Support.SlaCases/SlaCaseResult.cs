using System.Text.Json;
using System.Text.Json.Nodes;

namespace Support.Local.SlaCases;

/// <summary>What came of a case.</summary>
public sealed record SlaCaseResult
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Whether everything came as expected.</summary>
    public required bool Ok { get; init; }

    /// <summary>What the case expects.</summary>
    public required JsonNode Expected { get; init; }

    /// <summary>What came, by the same members.</summary>
    public required JsonNode Actual { get; init; }

    /// <summary>How the case was put into the terms of this system.</summary>
    public required string Note { get; init; }

    /// <summary>For a person: what differs, and the arithmetic that led there; empty when nothing does.</summary>
    public required IReadOnlyList<string> Difference { get; init; }

    internal static SlaCaseResult Of(SlaCase sla, JsonObject actual, string note, Func<IEnumerable<string>> arithmetic)
    {
        JsonNode expected = JsonNode.Parse(sla.Expected.GetRawText())!;
        List<string> differences = [];
        Compare(expected.AsObject(), actual, "", differences);
        return new SlaCaseResult
        {
            Id = sla.Id,
            Ok = differences.Count == 0,
            Expected = expected,
            Actual = actual,
            Note = note,
            Difference = differences.Count == 0 ? [] : [.. differences, .. arithmetic()],
        };
    }

    internal static SlaCaseResult Unreadable(SlaCase sla, string why) => new()
    {
        Id = sla.Id,
        Ok = false,
        Expected = JsonNode.Parse(sla.Expected.GetRawText())!,
        Actual = new JsonObject(),
        Note = $"not run: {why}",
        Difference = [$"not run: {why}"],
    };

    private static void Compare(JsonObject expected, JsonObject actual, string path, List<string> differences)
    {
        foreach ((string name, JsonNode? wanted) in expected)
        {
            JsonNode? got = actual[name];
            if (wanted is JsonObject inner && got is JsonObject gotInner)
            {
                Compare(inner, gotInner, $"{path}{name}.", differences);
            }
            else if (!AreSame(wanted, got))
            {
                differences.Add($"{path}{name}: expected {Text(wanted)}, actual {Text(got)}");
            }
        }
    }

    // Numbers by value, so that 30 and 30.0 are one; instants were brought to one form before.
    private static bool AreSame(JsonNode? expected, JsonNode? actual) =>
        expected is JsonValue one && actual is JsonValue other
        && one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number
            ? JsonSerializer.Deserialize<decimal>(one.ToJsonString()) == JsonSerializer.Deserialize<decimal>(other.ToJsonString())
            : JsonNode.DeepEquals(expected, actual);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
