using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Model;

/// <summary>That each policy has tickets and each ticket a policy, over all that a filter can look at.</summary>
public class Which_tickets_policies_get
{
    // A contract that nobody has yet, an organisation without one, and two that have one.
    private static readonly Dictionary<string, string?> Contracts = new() { ["acme"] = "gold", ["bolt"] = "silver", ["corn"] = null };
    private static readonly string[] ContractIds = ["gold", "silver", "lead"];
    private static readonly string[] Applications = ["shop", "payroll", "platform"];
    private static readonly TicketFacts[] AllTickets = [.. Tickets()];

    [Fact]
    public void The_rules_find_the_policies_without_tickets_that_trying_every_ticket_finds() =>
        Property.Holds(Gen.Choose(1, int.MaxValue), FindsTheSame, count: 300);

    [Theory]
    [InlineData("""[{ "channels": ["api"] }, { "channels": ["api"], "kinds": ["incident"] }, null]""", "/slaPolicies/1", "a critical incident of the application 'shop', for one, goes to 'p0'")]
    [InlineData("""[{ "organisations": ["acme", "bolt"] }, { "organisations": ["bolt"], "priorities": ["low"] }, null]""", "/slaPolicies/1", "take all of its tickets")]
    [InlineData("""[{ "organisations": ["acme"] }, { "organisations": ["acme"], "contracts": ["gold"] }, null]""", "/slaPolicies/1", "take all of its tickets")]
    [InlineData("""[{ "organisations": ["acme"], "contracts": ["silver"] }, null]""", "/slaPolicies/0", "none of its organisations has one of its contracts")]
    [InlineData("""[{ "organisations": ["acme", "bolt", "corn"] }]""", "/slaPolicies", "No policy is for critical tickets of the application 'shop'")]
    [InlineData("""[{ "channels": ["alert"] }, { "kinds": ["incident", "serviceRequest", "question", "problem"] }]""", "/slaPolicies", "No policy is for low tickets of kind 'change' that come by 'api',")]
    public void A_mistake_names_a_ticket(string filters, string pointer, string words) =>
        Assert.Contains(
            SupportModelReader.Read(Model(JsonNode.Parse(filters)!.AsArray())).Mistakes,
            mistake => mistake.Pointer == pointer && mistake.Message.Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("""[{ "contracts": ["gold"] }, { "organisations": ["acme", "bolt"] }, null]""")]
    [InlineData("""[{ "organisations": ["acme"] }, { "contracts": ["gold"] }, null]""")]
    [InlineData("""[{ "contracts": ["lead"] }, null]""")]
    [InlineData("""[{ "channels": ["api", "queue", "alert", "desk", "clock", "email"] }, { "channels": ["phone", "rule"] }, null]""")]
    public void A_policy_with_tickets_of_its_own_is_none(string filters) =>
        Assert.Empty(SupportModelReader.Read(Model(JsonNode.Parse(filters)!.AsArray())).Mistakes);

    [Fact]
    public void Two_hundred_policies_that_name_names_in_no_order_are_judged_within_bounds()
    {
        var random = new Random(5);
        JsonArray filters = [];
        for (int index = 0; index < 199; index++)
        {
            filters.Add(new JsonObject
            {
                ["applications"] = Some(random, Applications, 0.5),
                ["organisations"] = Some(random, [.. Enumerable.Range(0, 400).Select(static number => $"customer-{number}")], 0.5),
                ["channels"] = Some(random, Words<IntakeChannel>(), 0.5),
            });
        }

        filters.Add(null);
        JsonNode tree = JsonNode.Parse(Model(filters))!;
        for (int number = 0; number < 400; number++)
        {
            ModelFile.Set(tree, $"/organisations/customer-{number}", $$"""{ "name": "C", "domains": ["c{{number}}.example"] }""");
        }

        Assert.All(
            SupportModelReader.Read(tree.ToJsonString()).Mistakes,
            static mistake => Assert.Contains("No ticket gets to the policy", mistake.Message, StringComparison.Ordinal));
    }

    private static void FindsTheSame(int seed)
    {
        var random = new Random(seed);
        JsonArray filters = [];
        int count = random.Next(1, 7);
        for (int index = 0; index < count; index++)
        {
            filters.Add(Filter(random));
        }

        ModelReadResult read = SupportModelReader.Read(Model(filters));
        TicketFilter?[] drawn = [.. filters.Select(static filter => filter is null ? null : System.Text.Json.JsonSerializer.Deserialize<TicketFilter>(filter, Domain.Json.SupportJson.Options))];

        var reached = AllTickets.Select(ticket => Array.FindIndex(drawn, filter => filter?.Matches(ticket) ?? true)).ToHashSet();
        IEnumerable<string> expected = Enumerable.Range(0, count).Where(index => !reached.Contains(index)).Select(static index => $"/slaPolicies/{index}");
        if (AllTickets.Any(ticket => ticket.Channel != IntakeChannel.Clock && Array.TrueForAll(drawn, filter => filter is not null && !filter.Matches(ticket))))
        {
            expected = expected.Append("/slaPolicies");
        }

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            read.Mistakes.Select(static mistake => mistake.Pointer).Distinct().Order(StringComparer.Ordinal));
    }

    private static JsonObject? Filter(Random random)
    {
        var filter = new JsonObject();
        Add("applications", Applications);
        Add("kinds", Words<TicketKind>());
        Add("priorities", Words<Priority>());
        Add("channels", Words<IntakeChannel>());
        Add("organisations", [.. Contracts.Keys]);
        Add("contracts", ContractIds);
        return filter.Count == 0 ? null : filter;

        void Add(string name, string[] values)
        {
            if (random.Next(3) == 0)
            {
                filter[name] = Some(random, values, 0.7);
            }
        }
    }

    private static JsonArray Some(Random random, string[] values, double share)
    {
        string[] some = [.. values.Where(_ => random.NextDouble() < share)];
        return [.. (some.Length == 0 ? values[..1] : some).Select(static value => JsonValue.Create(value))];
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(static value => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString()))];

    private static IEnumerable<TicketFacts> Tickets() =>
        from application in Applications
        from kind in Enum.GetValues<TicketKind>()
        from priority in Enum.GetValues<Priority>()
        from channel in Enum.GetValues<IntakeChannel>()
        from customer in Contracts.Select(static pair => (Organisation: (string?)pair.Key, Contract: pair.Value))
            .Concat(ContractIds.Select(static contract => (Organisation: (string?)"yet-to-come", Contract: (string?)contract)))
            .Append((null, null))
        select new TicketFacts(application, kind, priority, channel, customer.Organisation, customer.Contract);

    /// <summary>The default model with these filters, customers and contracts.</summary>
    private static string Model(JsonArray filters)
    {
        JsonNode tree = ModelFile.Tree();
        tree["contracts"] = new JsonObject(ContractIds.Select(static id => KeyValuePair.Create(id, (JsonNode?)new JsonObject { ["name"] = id })));
        tree["organisations"] = new JsonObject(Contracts.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)Organisation(pair.Key, pair.Value))));
        tree["slaPolicies"] = new JsonArray([.. filters.Select(static (filter, index) => Policy(filter, index))]);
        return tree.ToJsonString();
    }

    private static JsonObject Organisation(string id, string? contract)
    {
        var organisation = new JsonObject { ["name"] = id, ["domains"] = new JsonArray($"{id}.example") };
        if (contract is not null)
        {
            organisation["contract"] = contract;
        }

        return organisation;
    }

    private static JsonObject Policy(JsonNode? filter, int index)
    {
        var policy = new JsonObject { ["id"] = $"p{index}", ["calendar"] = "always" };
        if (filter is not null)
        {
            policy["when"] = filter.DeepClone();
        }

        string[] meant = filter?["priorities"] is JsonArray priorities ? [.. priorities.Select(static item => item!.GetValue<string>())] : Words<Priority>();
        policy["targets"] = new JsonObject(meant.Select(static priority =>
            KeyValuePair.Create(priority, (JsonNode?)new JsonObject { ["resolution"] = "PT8H" })));
        return policy;
    }
}
