using System.Globalization;
using System.Text;

namespace Support.Local.Durable;

/// <summary>The content of a page of the timer index: a line for each entry, due time and instance id.</summary>
internal static class TimerPageText
{
    public static string Write(IEnumerable<TimerEntry> entries)
    {
        var text = new StringBuilder();
        foreach (TimerEntry entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Due.Ticks:x} {entry.InstanceId}\n");
        }

        return text.ToString();
    }

    public static IEnumerable<(DateTime Due, string InstanceId)> Read(string content)
    {
        foreach (string line in content.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int gap = line.IndexOf(' ', StringComparison.Ordinal);
            long ticks = long.Parse(line.AsSpan(0, gap), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            yield return (new DateTime(ticks, DateTimeKind.Utc), line[(gap + 1)..]);
        }
    }
}
