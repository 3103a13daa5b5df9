using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>Reads values that have more than one form in the protocol.</summary>
internal static class EdmReader
{
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetInt64();
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        return Utf8Parser.TryParse(text, out long value, out int read) && read == text.Length
            ? value
            : throw new FormatException("The value is no 64-bit integer.");
    }

    public static double ReadDouble(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetDouble()
            : double.Parse(reader.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static DateTimeOffset ReadInstant(ref Utf8JsonReader reader) =>
        reader.TryGetDateTimeOffset(out DateTimeOffset instant) && reader.ValueSpan[^1] == (byte)'Z'
            ? instant
            : DateTimeOffset.Parse(
                reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Reads a value of a dictionary entity: by its annotation, or by what JSON says when it has none.</summary>
    public static object? ReadObject(ref Utf8JsonReader reader, string? edmType)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when edmType == "Edm.Double":
                return reader.GetDouble();
            case JsonTokenType.Number:
                // Boxed each by itself, as all three together would be doubles.
                return reader.TryGetInt32(out int small) ? (object)small
                    : reader.TryGetInt64(out long large) ? (object)large
                    : reader.GetDouble();
            case JsonTokenType.String:
                return edmType switch
                {
                    "Edm.Int64" => ReadInt64(ref reader),
                    "Edm.DateTime" => ReadInstant(ref reader),
                    "Edm.Guid" => reader.GetGuid(),
                    "Edm.Binary" => reader.GetBytesFromBase64(),
                    "Edm.Double" => ReadDouble(ref reader),
                    _ => reader.GetString(),
                };
            default:
                throw new FormatException("An entity's property is neither text, number, truth value nor null.");
        }
    }
}
