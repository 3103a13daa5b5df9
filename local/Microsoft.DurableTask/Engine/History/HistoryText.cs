using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Support.Local.Durable;

/// <summary>Histories as text: one JSON object a line, so that a turn's events are appended and nothing is rewritten.</summary>
internal static class HistoryText
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Longer texts are rare: their buffer is not kept.</summary>
    private const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    public static string Write(IEnumerable<HistoryEvent> events)
    {
        ArrayBufferWriter<byte> buffer = t_buffer ??= new ArrayBufferWriter<byte>(2_048);
        Utf8JsonWriter writer = t_writer ??= new Utf8JsonWriter(buffer, StorageJson.WriterOptions);
        buffer.ResetWrittenCount();
        foreach (HistoryEvent entry in events)
        {
            JsonSerializer.Serialize(writer, entry, StorageJson.Default.HistoryEvent);
            writer.Flush();
            writer.Reset();
            buffer.GetSpan(1)[0] = LineFeed;
            buffer.Advance(1);
        }

        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (buffer.Capacity > MaxKeptBytes)
        {
            (t_buffer, t_writer) = (null, null);
        }

        return text;
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
