using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>
/// Some clients escape letters of names that need no escape. Names are compared as they are written, so such an entity is
/// written anew first.
/// </summary>
internal static class PlainNames
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) =>
        json.Contains((byte)'\\') && HasEscaped(json) ? Rewrite(json) : json;

    private static bool HasEscaped(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            writer.WritePropertyName(reader.GetString()!);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            writer.WriteRawValue(json[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
