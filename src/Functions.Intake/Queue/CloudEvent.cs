using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Support.Functions.Intake.Queue;

/// <summary>What we need of a CloudEvents 1.0 envelope in structured JSON. Unknown attributes are extensions and are left alone.</summary>
/// <param name="Id">Unique within the source.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Data">What happened.</param>
public sealed record CloudEvent(string Id, string Source, JsonElement Data)
{
    private const int AttributeLengthMax = 255;

    /// <summary>Hash of the data, to tell a repetition from a reuse of the id.</summary>
    public string DataHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data.GetRawText())));

    /// <summary>Reads an envelope; null with the reason when it is none.</summary>
    public static CloudEvent? Read(JsonElement envelope, out string? mistake)
    {
        if (envelope.ValueKind != JsonValueKind.Object || Attribute(envelope, "specversion") != "1.0")
        {
            mistake = "The message is no CloudEvents 1.0 envelope: specversion must be \"1.0\".";
            return null;
        }

        string? id = Attribute(envelope, "id");
        string? source = Attribute(envelope, "source");
        if (id is null || source is null || Attribute(envelope, "type") is null)
        {
            mistake = $"The envelope needs id, source and type, each a text of 1 to {AttributeLengthMax} characters.";
            return null;
        }

        if (!envelope.TryGetProperty("data", out JsonElement data))
        {
            mistake = "The envelope has no data.";
            return null;
        }

        mistake = null;
        return new CloudEvent(id, source, data);
    }

    private static string? Attribute(JsonElement envelope, string name) =>
        envelope.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= AttributeLengthMax } text
            ? text
            : null;
}
