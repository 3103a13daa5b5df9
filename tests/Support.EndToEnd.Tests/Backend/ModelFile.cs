using System.Text.Json;
using System.Text.Json.Nodes;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>Support models for tests: the default one, with something about it changed.</summary>
internal sealed class ModelFile : IDisposable
{
    private ModelFile(string text) => File.WriteAllText(Location, text);

    public string Location { get; } = Path.GetTempFileName();

    /// <summary>The default model as it is.</summary>
    public static string DefaultLocation => Path.Combine(AppContext.BaseDirectory, "support-model.json");

    /// <summary>The default model with one on-call a team, so that a run never crosses the hour at which the next one takes over.</summary>
    public static ModelFile WithStillRotas() => Changed(static model =>
    {
        foreach ((_, JsonNode? team) in model["teams"]!.AsObject())
        {
            JsonObject onCall = team!["onCall"]!.AsObject();
            onCall["members"] = new JsonArray(onCall["members"]![0]!.DeepClone());
            onCall.Remove("overrides");
        }
    });

    public static ModelFile Changed(Action<JsonNode> change)
    {
        JsonNode model = JsonNode.Parse(
            File.ReadAllText(DefaultLocation),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        change(model);
        return new ModelFile(model.ToJsonString());
    }

    public static ModelFile Of(string text) => new(text);

    public void Dispose() => File.Delete(Location);
}
