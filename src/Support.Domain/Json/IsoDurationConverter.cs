using System.Text.Json;
using System.Text.Json.Serialization;

namespace Support.Domain.Json;

/// <summary>Reads and writes a <see cref="TimeSpan"/> as an ISO 8601 duration (<c>PT15M</c>).</summary>
public sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc />
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.TokenType == JsonTokenType.String && IsoDuration.TryParse(reader.GetString()!, out TimeSpan value)
            ? value
            : throw new JsonException("Expected an ISO 8601 duration such as PT15M.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(value));
}
