using System.Buffers;
using System.Text;
using System.Text.Json;

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
