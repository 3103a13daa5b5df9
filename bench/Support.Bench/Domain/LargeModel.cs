using System.Text.Json.Nodes;

namespace Support.Bench.Domain;

/// <summary>
/// The support model of a large desk: three teams for every four applications, customers with contracts, and policies that
/// go by every fact that a filter knows. The same numbers make the same file.
/// </summary>
internal static class LargeModel
{
    private const int Contracts = 20;
    private const int Calendars = 12;
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"];
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    private static readonly string[] Kinds = ["incident", "serviceRequest", "question", "problem", "change"];
    private static readonly string[] Priorities = ["critical", "high", "medium", "low"];
    private static readonly string[] Channels = ["api", "email", "alert", "queue", "phone", "chat"];

    public static string Text(int applications, int agents, int organisations, int policies)
    {
        int sets = Math.Max(1, applications / 4);
        return new JsonObject
        {
            ["version"] = "large-1",
            ["organisation"] = new JsonObject { ["name"] = "Large Ltd", ["supportAddress"] = "support@example.test" },
            ["intake"] = new JsonObject { ["anonymous"] = true, ["defaultApplication"] = "application-0", ["alertApplication"] = "application-1" },
            ["calendars"] = ById("calendar", Calendars, Calendar),
            ["priorities"] = Matrix(),
            ["slaPolicies"] = Policies(policies, applications, organisations, Sla),
            ["escalationPolicies"] = Policies(policies, applications, organisations, Escalation),
            ["teams"] = ById("team", sets * 3, number => Team(number, agents)),
            ["agents"] = ById("agent", agents, Agent),
            ["shifts"] = ById("shift", 24, Calendar),
            ["applications"] = ById("application", applications, number => Application(number, sets)),
            ["organisations"] = ById("customer", organisations, number => Customer(number, agents)),
            ["contracts"] = ById("contract", Contracts, static number => new JsonObject { ["name"] = $"Contract {number}" }),
            ["leadership"] = new JsonObject
            {
                ["triageManager"] = "agent-0", ["manager"] = "agent-1", ["incidentManager"] = "agent-2", ["executives"] = new JsonArray("agent-3"),
            },
            ["autoCloseAfter"] = "P5D",
        }.ToJsonString();
    }

    private static JsonObject ById(string word, int count, Func<int, JsonObject> make) =>
        new(Enumerable.Range(0, count).Select(number => KeyValuePair.Create($"{word}-{number}", (JsonNode?)make(number))));

    private static JsonObject Calendar(int number) => new()
    {
        ["timeZone"] = Zones[number % Zones.Length],
        ["weekly"] = new JsonObject(Days.Select(static day => KeyValuePair.Create(day, (JsonNode?)new JsonArray("08:00-12:00", "13:00-18:00")))),
        ["holidays"] = new JsonArray([.. Enumerable.Range(1, 12).Select(static month => (JsonNode)new JsonObject { ["date"] = $"{month:00}-01", ["name"] = $"First of {month}" })]),
    };

    private static JsonObject Matrix() => new()
    {
        ["matrix"] = new JsonObject
        {
            ["high"] = Row("critical", "high", "medium"), ["medium"] = Row("high", "medium", "low"), ["low"] = Row("medium", "low", "low"),
        },
        ["defaultImpact"] = "medium",
        ["defaultUrgency"] = "medium",
    };

    private static JsonObject Row(string high, string medium, string low) => new() { ["high"] = high, ["medium"] = medium, ["low"] = low };

    private static JsonObject Team(int number, int agents)
    {
        string[] members = [.. Enumerable.Range(0, 15).Select(member => $"agent-{((number * 13) + member) % agents}").Distinct()];
        return new JsonObject
        {
            ["name"] = $"Team {number}",
            ["tier"] = $"L{(number % 3) + 1}",
            ["lead"] = members[0],
            ["members"] = List(members),
            ["onCall"] = new JsonObject { ["start"] = "2026-01-05T09:00", ["timeZone"] = Zones[number % Zones.Length], ["members"] = List(members) },
        };
    }

    private static JsonObject Agent(int number) => new()
    {
        ["name"] = $"Agent {number}",
        ["email"] = $"agent-{number}@example.test",
        ["skills"] = List([$"skill {number % 40}", $"skill {(number % 40) + 1}"]),
        ["shifts"] = List([$"shift-{number % 24}"]),
    };

    private static JsonObject Application(int number, int sets) => new()
    {
        ["name"] = $"Application {number}",
        ["audience"] = "customerFacing",
        ["teams"] = new JsonObject(Enumerable.Range(0, 3).Select(tier =>
            KeyValuePair.Create($"L{tier + 1}", (JsonNode?)JsonValue.Create($"team-{(number % sets * 3) + tier}")))),
    };

    private static JsonObject Customer(int number, int agents) => new()
    {
        ["name"] = $"Customer {number}",
        ["domains"] = List([$"customer-{number}.example", $"customer-{number}.test"]),
        ["contract"] = $"contract-{number % Contracts}",
        ["relationshipManager"] = $"agent-{number % agents}",
    };

    /// <summary>The last one is for all that the others leave.</summary>
    private static JsonArray Policies(int count, int applications, int organisations, Func<int, JsonObject> make)
    {
        // Who says more comes first, or nobody would get to them.
        JsonObject[] filters =
        [
            .. Enumerable.Range(0, count - 1)
                .Select(number => Filter(number, applications, organisations))
                .OrderByDescending(static filter => filter.Count)
                .ThenByDescending(static filter => filter.ContainsKey("organisations")),
        ];
        var policies = new JsonArray();
        foreach (JsonObject filter in filters)
        {
            JsonObject policy = make(policies.Count);
            policy["when"] = filter;
            policies.Add(policy);
        }

        policies.Add(make(count - 1));
        return policies;
    }

    private static JsonObject Filter(int number, int applications, int organisations)
    {
        var filter = new JsonObject();
        Add(1, "applications", [.. Enumerable.Range(0, 4).Select(step => $"application-{((number * 7) + (step * 11)) % applications}").Distinct()]);
        Add(2, "organisations", [.. Enumerable.Range(0, 3).Select(step => $"customer-{((number * 5) + step) % organisations}").Distinct()]);
        Add(4, "contracts", [$"contract-{number % Contracts}", $"contract-{(number + 1) % Contracts}"]);
        Add(8, "kinds", [Kinds[number % Kinds.Length]]);
        Add(16, "channels", [Channels[number % Channels.Length]]);
        if (filter.Count == 0)
        {
            filter["applications"] = List([$"application-{number % applications}"]);
        }

        return filter;

        // Organisations and contracts together would often mean nobody.
        void Add(int bit, string name, string[] values)
        {
            int pattern = number % 31;
            if ((pattern & bit) != 0 && !(bit == 4 && (pattern & 2) != 0))
            {
                filter[name] = List(values);
            }
        }
    }

    private static JsonObject Sla(int number) => new()
    {
        ["id"] = $"sla-{number}",
        ["calendar"] = $"calendar-{number % Calendars}",
        ["targets"] = new JsonObject(Priorities.Select((priority, rank) => KeyValuePair.Create(
            priority,
            (JsonNode?)new JsonObject { ["firstResponse"] = $"PT{rank + 1}H", ["nextResponse"] = $"PT{rank + 2}H", ["resolution"] = $"PT{(rank + 1) * 8}H" }))),
    };

    private static JsonObject Escalation(int number) => new()
    {
        ["id"] = $"escalation-{number}",
        ["steps"] = new JsonArray(
            new JsonObject { ["id"] = "page", ["clock"] = "firstResponse", ["at"] = 0.5, ["page"] = List(["onCall"]) },
            new JsonObject { ["id"] = "breach", ["clock"] = "resolution", ["at"] = 1, ["notify"] = List(["teamLead", "manager"]), ["raiseTo"] = "L3" }),
    };

    private static JsonArray List(IEnumerable<string> values) => [.. values.Select(static value => JsonValue.Create(value))];
}
