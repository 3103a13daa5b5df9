using System.Globalization;
using System.Text;
using System.Text.Json;
using Support.Domain.Model.Reading;

namespace Support.Domain.Model;

/// <summary>
/// Reads and checks a support model as a whole: the one way from a file to a <see cref="SupportModel"/>. The JSON
/// Schema beside the model file says the same to editors, as far as a schema can.
/// </summary>
public static class SupportModelReader
{
    /// <summary>The largest file that is read, in bytes of UTF-8.</summary>
    public const int SizeMaxBytes = 4 * 1024 * 1024;

    /// <summary>The deepest nesting that is read.</summary>
    public const int DepthMax = 32;

    private static readonly JsonDocumentOptions JsonOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = DepthMax,
    };

    /// <summary>
    /// Reads a model file: JSON, comments and trailing commas allowed. Every mistake is found in one go; only what follows
    /// from another mistake may show when that one is gone. A file that is not JSON has one mistake: the line.
    /// </summary>
    /// <param name="json">The file.</param>
    /// <param name="files">
    /// Reads a file that the model names, by its path relative to the model's folder (names and slashes alone, no way out of
    /// the folder); null for one that is not there. Without it there are no such files.
    /// </param>
    public static ModelReadResult Read(string json, Func<string, string?>? files = null)
    {
        string text = json.TrimStart('\uFEFF');
        if (text.Length > SizeMaxBytes || Encoding.UTF8.GetByteCount(text) > SizeMaxBytes)
        {
            return WholeFile($"Expected a file of at most {SizeMaxBytes / (1024 * 1024)} MiB, found a larger one.");
        }

        using JsonDocument? document = TryParse(text, out string? why);
        return document is null ? WholeFile(why!) : Read(document.RootElement, files);
    }

    private static JsonDocument? TryParse(string text, out string? why)
    {
        why = null;
        try
        {
            return JsonDocument.Parse(text, JsonOptions);
        }
        catch (JsonException error)
        {
            why = Describe(error);
        }
        catch (ArgumentException)
        {
            why = "The file has half of a surrogate pair, which is no character.";
        }

        return null;
    }

    private static ModelReadResult Read(JsonElement root, Func<string, string?>? files)
    {
        var reading = new ModelReading(files);
        SupportModel model = ModelFileReader.Read(new ModelNode(root, "", reading));
        TeamRules.Check(model, reading);
        CustomerReader.CheckDomains(model, reading);
        RoutingReader.Check(model, reading);
        PolicyRules.Check(model, reading);
        reading.References.Resolve(reading);
        return reading.Mistakes.Count == 0
            ? new ModelReadResult { Model = model with { Hash = ModelHash.Of(root, reading.Files) }, Mistakes = [] }
            : new ModelReadResult { Mistakes = reading.Mistakes };
    }

    private static ModelReadResult WholeFile(string message) => new() { Mistakes = [new ModelMistake("", message)] };

    /// <summary>The position counted from one as editors do, and the reason without the parser's own way of saying where.</summary>
    private static string Describe(JsonException error)
    {
        string reason = error.Message;
        int where = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: not JSON: {(where < 0 ? reason : reason[..where])}");
    }
}
