using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Support.Local.Durable;

/// <summary>Histories as text: one JSON object a line, so that a turn's events are appended and nothing is rewritten.</summary>
internal static class HistoryText
{
    private const byte LineFeed = (byte)'\n';

    public static string Write(IEnumerable<HistoryEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, StorageJson.WriterOptions);
        foreach (HistoryEvent entry in events)
        {
            JsonSerializer.Serialize(writer, entry, StorageJson.Default.HistoryEvent);
            writer.Flush();
            writer.Reset();
            buffer.GetSpan(1)[0] = LineFeed;
            buffer.Advance(1);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static List<HistoryEvent> Read(string text)
    {
        var events = new List<HistoryEvent>();
        foreach (Range line in text.AsSpan().Split('\n'))
        {
            if (text.AsSpan(line) is { IsEmpty: false } json)
            {
                events.Add(JsonSerializer.Deserialize(json, StorageJson.Default.HistoryEvent)!);
            }
        }

        return events;
    }
}

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
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Write<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
