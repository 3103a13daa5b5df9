using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public partial class The_guide_to_the_model
{
    [Fact]
    public void Has_examples_that_work_in_the_default_model()
    {
        JsonObject model = ModelFile.Tree().AsObject();
        foreach (JsonObject example in Examples())
        {
            foreach ((string section, JsonNode? value) in example)
            {
                if (value is JsonObject things && model[section] is JsonObject there)
                {
                    foreach ((string id, JsonNode? thing) in things)
                    {
                        there[id] = thing?.DeepClone();
                    }
                }
                else
                {
                    model[section] = value?.DeepClone();
                }
            }
        }

        Assert.Equal([], SupportModelReader.Read(model.ToJsonString()).Mistakes);
    }

    [Fact]
    public void Shows_the_most_important_sections() => Assert.Superset(
        new HashSet<string> { "version", "calendars", "priorities", "organisations", "slaPolicies", "escalationPolicies", "applications", "agents", "routing", "leadership" },
        Examples().SelectMany(static example => example.Select(static member => member.Key)).ToHashSet());

    // What has no section of the file is an answer of the API.
    private static IEnumerable<JsonObject> Examples([CallerFilePath] string here = "") =>
        Block().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "model.md")))
            .Select(static block => JsonNode.Parse(block.Groups[1].Value)!.AsObject())
            .Where(static example => !example.ContainsKey("hash"));

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
