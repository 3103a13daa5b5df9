using System.Buffers;
using System.Globalization;
using System.Text;

namespace Support.Local.Durable;

/// <summary>The keys of an engine's rows.</summary>
internal static class TableKeys
{
    public const string InstanceRow = "i";
    public const string TimerPartition = "timers";

    /// <summary>No instance's partition: an escape is followed by a number.</summary>
    public const string LeasePartition = "~lease";

    private const string MessagePrefix = "m";
    private const char Escape = '~';

    private static readonly SearchValues<char> NotInKeys = SearchValues.Create("/\\#?%'~");

    /// <summary>Rows of messages, and no others, sort between these.</summary>
    public static (string From, string To) MessageRows => (MessagePrefix, "n");

    public static string MessageRow(string key) => MessagePrefix + key;

    public static string PageRow(int generation, int page) => string.Create(CultureInfo.InvariantCulture, $"h{generation:x8}{page:x4}");

    /// <summary>Instance ids may have characters that keys may not; escaping one by one keeps prefixes prefixes.</summary>
    public static string Partition(string instanceId)
    {
        if (!instanceId.AsSpan().ContainsAny(NotInKeys))
        {
            return instanceId;
        }

        var key = new StringBuilder(instanceId.Length + 8);
        foreach (char character in instanceId)
        {
            if (NotInKeys.Contains(character))
            {
                key.Append(CultureInfo.InvariantCulture, $"{Escape}{(int)character:x2}");
            }
            else
            {
                key.Append(character);
            }
        }

        return key.ToString();
    }

    /// <summary>The first key after all that begin with <paramref name="prefix"/>.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
