using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

/// <summary>The examples of docs/sla.md are read as they stand.</summary>
public class The_guide_to_SLA_policies
{
    private static readonly string Guide = File.ReadAllText(PathOfGuide());

    [Fact]
    public void Shows_policies_a_contract_and_a_time_box_that_are_valid()
    {
        JsonNode tree = ModelFile.Tree();
        tree["contracts"] = JsonNode.Parse("""{ "gold": { "name": "Gold" } }""");
        tree["slaPolicies"]!.AsArray().Insert(0, Example("\"slaPolicies\"")["slaPolicies"]![0]!.DeepClone());
        tree["applications"]!["payroll"]!["vendor"] = Example("\"vendor\"")["vendor"]!.DeepClone();
        tree["escalationPolicies"]![2]!["steps"]!.AsArray().Add(JsonNode.Parse(Between("{ \"id\": \"time-box\"", "`")));

        ModelReadResult read = SupportModelReader.Read(tree.ToJsonString());

        Assert.Empty(read.Mistakes);
        Assert.Equal(OnReopen.NewCycle, read.Model!.SlaPolicies[0].Options.OnReopen);
        Assert.Equal(TimeSpan.FromMinutes(30), read.Model.SlaPolicies[0].TierTargets[Tier.L1][Priority.Critical]);
    }

    [Fact]
    public void Names_every_option()
    {
        string[] names = [.. typeof(SlaOptions).GetProperties().Where(static property => property.SetMethod is not null)
            .Select(static property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

        Assert.All(names, static name => Assert.Contains($"| `{name}` |", Guide, StringComparison.Ordinal));
    }

    private static JsonNode Example(string start) => JsonNode.Parse("{" + Between(start, "```") + "}")!;

    private static string Between(string start, string end)
    {
        int from = Guide.IndexOf(start, StringComparison.Ordinal);
        return Guide[from..Guide.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string PathOfGuide([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "sla.md");
}
