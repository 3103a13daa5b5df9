using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Json;
using Support.Domain.Model;

namespace Support.Local.SlaCases;

/// <summary>
/// The support model of a case. It is written as a model file and read as one, so that whatever a case needs is something
/// that an operator can write too.
/// </summary>
internal static class CaseModel
{
    public const string Calendar = "case";

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The model of a case that has tickets.</summary>
    /// <param name="sla">The case.</param>
    /// <param name="options">Options of the policy.</param>
    /// <param name="promised">The priorities that the policy is for; empty for all.</param>
    /// <exception cref="FormatException">The case asks for what the model cannot say.</exception>
    public static SupportModel Of(SlaCase sla, JsonObject options, IReadOnlyList<Priority> promised)
    {
        var targets = new JsonObject();
        Set(targets, "firstResponse", sla.Policy.Span("first_response"));
        Set(targets, "nextResponse", sla.Policy.Span("next_response"));
        Set(targets, "resolution", sla.Policy.Span("resolution"));
        if (targets.Count == 0)
        {
            throw new FormatException("the policy has no target that is known here");
        }

        var byPriority = new JsonObject();
        foreach (Priority priority in promised.Count == 0 ? Enum.GetValues<Priority>() : promised)
        {
            byPriority[JsonNamingPolicy.CamelCase.ConvertName(priority.ToString())] = targets.DeepClone();
        }

        var policy = new JsonObject { ["id"] = Calendar, ["calendar"] = Calendar, ["targets"] = byPriority, ["warnings"] = new JsonArray() };
        foreach ((string name, JsonNode? value) in options)
        {
            policy[name] = value?.DeepClone();
        }

        return Read(CalendarOf(sla.Calendar), policy);
    }

    /// <summary>The model of a case that asks about a calendar alone.</summary>
    public static SupportModel Of(SlaCase sla) => Read(
        CalendarOf(sla.Calendar),
        JsonNode.Parse($$"""{ "id": "{{Calendar}}", "calendar": "{{Calendar}}", "targets": { "low": { "resolution": "PT1H" } } }""")!.AsObject());

    private static void Set(JsonObject targets, string name, TimeSpan? target)
    {
        if (target is { } time)
        {
            targets[name] = IsoDuration.Format(time);
        }
    }

    private static JsonObject CalendarOf(JsonElement calendar)
    {
        var made = new JsonObject { ["timeZone"] = calendar.TextOrNull("tz") ?? "Etc/UTC" };
        if (calendar.MemberOrNull("weekly") is not { } weekly)
        {
            made["alwaysOpen"] = true;
            return made;
        }

        var week = new JsonObject();
        foreach (string day in Days)
        {
            if (weekly.MemberOrNull(day[..3]) is { ValueKind: JsonValueKind.Array } intervals && intervals.GetArrayLength() > 0)
            {
                week[day] = new JsonArray([.. intervals.EnumerateArray().Select(Interval)]);
            }
        }

        made["weekly"] = week;
        made["holidays"] = new JsonArray(
            [
                .. calendar.Texts("holidays").Concat(calendar.Texts("annual_holidays")).Distinct()
                    .Select(static date => new JsonObject { ["date"] = date, ["name"] = $"holiday {date}" }),
            ]);
        return made;
    }

    private static JsonValue Interval(JsonElement interval)
    {
        string?[] ends = interval.ValueKind == JsonValueKind.Array
            ? [.. interval.EnumerateArray().Select(static end => end.ValueKind == JsonValueKind.String ? end.GetString() : null)]
            : [];
        return ends is [{ } from, { } to] ? JsonValue.Create($"{from}-{to}") : throw new FormatException("an interval of the calendar is no pair of times");
    }

    private static SupportModel Read(JsonObject calendar, JsonObject policy)
    {
        JsonObject root = JsonNode.Parse(Frame)!.AsObject();
        root["calendars"] = new JsonObject { [Calendar] = calendar };
        root["slaPolicies"] = new JsonArray(policy);
        ModelReadResult read = SupportModelReader.Read(root.ToJsonString());
        return read.Model ?? throw new FormatException(
            "the case is no model: " + string.Join("; ", read.Mistakes.Select(static mistake => $"{mistake.Pointer}: {mistake.Message}")));
    }

    private const string Frame = """
        {
          "version": "case",
          "organisation": { "name": "Case", "supportAddress": "help@case.test" },
          "intake": { "anonymous": true, "defaultApplication": "case", "alertApplication": "case" },
          "priorities": {
            "matrix": {
              "high": { "high": "critical", "medium": "high", "low": "medium" },
              "medium": { "high": "high", "medium": "medium", "low": "low" },
              "low": { "high": "medium", "medium": "low", "low": "low" }
            },
            "defaultImpact": "high",
            "defaultUrgency": "high"
          },
          "escalationPolicies": [
            { "id": "none", "steps": [{ "id": "none", "clock": "underpinning", "at": 1, "notify": ["assignee"] }] }
          ],
          "teams": {
            "two": { "name": "Two", "tier": "L2", "lead": "ann", "members": ["ann"] },
            "three": { "name": "Three", "tier": "L3", "lead": "ann", "members": ["ann"] }
          },
          "agents": { "ann": { "name": "Ann", "email": "ann@case.test" } },
          "shifts": {},
          "applications": { "case": { "name": "Case", "audience": "internal", "teams": { "L2": "two", "L3": "three" } } },
          "leadership": { "triageManager": "ann", "manager": "ann", "incidentManager": "ann", "executives": ["ann"] },
          "autoCloseAfter": "P366D"
        }
        """;
}
