using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class What_differs_between_models
{
    [Fact]
    public void Is_nothing_where_only_comments_and_spacing_do() =>
        Assert.Empty(ModelDifferences.Between(ModelFile.Text, ModelFile.Tree().ToJsonString()));

    [Fact]
    public void Is_told_by_ids_and_not_by_places()
    {
        JsonNode tree = ModelFile.Tree();
        JsonArray policies = tree["slaPolicies"]!.AsArray();
        JsonNode first = policies[0]!.DeepClone();
        first["id"] = "new";
        policies.Insert(0, first);
        ModelFile.Set(tree, "/calendars/office/weekly/monday/0", "\"09:00-18:00\"");
        ModelFile.Set(tree, "/shifts/berlin-day", null);

        Assert.Equal(
            [
                "calendars/office/weekly/monday: [\"09:00-17:00\"] -> [\"09:00-18:00\"]",
                $"slaPolicies/new: nothing -> {first.ToJsonString()}",
                $"shifts/berlin-day: {ModelFile.Tree()["shifts"]!["berlin-day"]!.ToJsonString()} -> nothing",
            ],
            Between(tree));
    }

    [Fact]
    public void Is_also_the_order_of_policies()
    {
        JsonNode tree = ModelFile.Tree();
        JsonArray policies = tree["slaPolicies"]!.AsArray();
        JsonNode first = policies[0]!;
        policies.RemoveAt(0);
        policies.Add(first);

        Assert.Equal(["slaPolicies (order): around-the-clock, office-hours -> office-hours, around-the-clock"], Between(tree));
    }

    private static IEnumerable<string> Between(JsonNode after) =>
        ModelDifferences.Between(ModelFile.Text, after.ToJsonString())
            .Select(static difference => $"{difference.Path}: {difference.Before ?? "nothing"} -> {difference.After ?? "nothing"}");
}
