using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Support.Local.Durable;

/// <summary>How what is stored is written as JSON.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(StoredFailure))]
[JsonSerializable(typeof(List<OutboxItem>))]
[JsonSerializable(typeof(InboxMessage))]
[JsonSerializable(typeof(ParentLink))]
[JsonSerializable(typeof(List<OpenTimer>))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    /// <summary>Nothing stored is ever put into a page: text stays readable and short.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Write<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
