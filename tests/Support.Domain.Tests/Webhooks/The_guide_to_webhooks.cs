using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Support.Domain.Tests.Webhooks;

public sealed partial class The_guide_to_webhooks
{
    [Fact]
    public void Has_examples_that_work_together_in_the_default_model()
    {
        var sources = new JsonObject();
        foreach (JsonObject example in Examples())
        {
            foreach ((string source, JsonNode? rules) in example["intake"]!["webhooks"]!.AsObject())
            {
                sources[source] = rules!.DeepClone();
            }
        }

        Assert.Equal([], Payloads.Read(sources.ToJsonString()).Mistakes);
        Assert.Superset(new HashSet<string> { "github", "servicenow", "contact-form", "social", "shop-returns" }, sources.Select(static source => source.Key).ToHashSet());
    }

    [Fact]
    public void Names_every_field_that_can_be_mapped() => Assert.All(
        Support.Domain.Webhooks.Mapping.WebhookMapping.FieldNames, static name => Assert.Contains($"`{name}`", Text(), StringComparison.Ordinal));

    private static IEnumerable<JsonObject> Examples() => Block().Matches(Text()).Select(static block => JsonNode.Parse(block.Groups[1].Value)!.AsObject());

    private static string Text([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "webhooks.md"));

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
