using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

/// <summary>The default model file and its schema, and ways to spoil a copy.</summary>
internal static class ModelFile
{
    private static readonly JsonDocumentOptions JsonOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static string Text { get; } = File.ReadAllText(PathOf("support-model.json"));

    public static JsonNode Schema { get; } = JsonNode.Parse(File.ReadAllText(PathOf("support-model.schema.json")))!;

    public static SupportModel Model { get; } = SupportModelReader.Read(Text).Model!;

    /// <summary>A fresh copy of the default model as a tree.</summary>
    public static JsonNode Tree() => JsonNode.Parse(Text, documentOptions: JsonOptions)!;

    /// <summary>Sets the value at a JSON pointer; null as JSON text takes the member or item away.</summary>
    public static void Set(JsonNode root, string pointer, string? json)
    {
        string[] names = pointer.Split('/')[1..];
        JsonNode parent = names[..^1].Aggregate(root, static (node, name) => node is JsonArray list ? list[int.Parse(name, null)]! : node[name]!);
        JsonNode? value = json is null ? null : JsonNode.Parse(json);
        if (parent is JsonArray items)
        {
            int index = int.Parse(names[^1], null);
            if (index == items.Count)
            {
                items.Add(value);
            }
            else if (json is null)
            {
                items.RemoveAt(index);
            }
            else
            {
                items[index] = value;
            }
        }
        else if (json is null)
        {
            Assert.True(parent.AsObject().Remove(names[^1]), pointer);
        }
        else
        {
            parent[names[^1]] = value;
        }
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Support.Platform", "Model", name);
}
