using System.Globalization;
using System.Runtime.Serialization;

namespace Support.Local.ServiceBus;

/// <summary>
/// Application properties as text that keeps their type, "kind|value": the broker hands back a Guid where a Guid was
/// sent, and so must this.
/// </summary>
internal static class PropertyCodec
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static Dictionary<string, string>? Encode(IEnumerable<KeyValuePair<string, object>>? properties)
    {
        Dictionary<string, string>? encoded = null;
        foreach ((string name, object value) in properties ?? [])
        {
            encoded ??= new Dictionary<string, string>(StringComparer.Ordinal);
            encoded[name] = EncodeValue(name, value);
        }

        return encoded;
    }

    public static Dictionary<string, object> Decode(IReadOnlyDictionary<string, string>? encoded)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        if (encoded is not null)
        {
            foreach ((string name, string value) in encoded)
            {
                properties[name] = DecodeValue(value);
            }
        }

        return properties;
    }

    private static string EncodeValue(string name, object value) => value switch
    {
        string text => "s|" + text,
        bool flag => flag ? "b|1" : "b|0",
        byte number => "u1|" + number.ToString(Invariant),
        sbyte number => "i1|" + number.ToString(Invariant),
        short number => "i2|" + number.ToString(Invariant),
        ushort number => "u2|" + number.ToString(Invariant),
        int number => "i4|" + number.ToString(Invariant),
        uint number => "u4|" + number.ToString(Invariant),
        long number => "i8|" + number.ToString(Invariant),
        ulong number => "u8|" + number.ToString(Invariant),
        float number => "r4|" + number.ToString("R", Invariant),
        double number => "r8|" + number.ToString("R", Invariant),
        decimal number => "m|" + number.ToString(Invariant),
        char character => "c|" + character,
        Guid guid => "g|" + guid.ToString("N"),
        DateTime time => "t|" + time.ToString("O", Invariant),
        DateTimeOffset time => "o|" + time.ToString("O", Invariant),
        TimeSpan span => "d|" + span.Ticks.ToString(Invariant),
        Uri uri => "x|" + uri.OriginalString,
        _ => throw new SerializationException(
            $"Application property '{name}' is a {value?.GetType().FullName ?? "null"}, which a message cannot carry."),
    };

    private static object DecodeValue(string encoded)
    {
        int bar = encoded.IndexOf('|', StringComparison.Ordinal);
        string value = encoded[(bar + 1)..];
        return encoded[..Math.Max(bar, 0)] switch
        {
            "s" => value,
            "b" => value == "1",
            "u1" => byte.Parse(value, Invariant),
            "i1" => sbyte.Parse(value, Invariant),
            "i2" => short.Parse(value, Invariant),
            "u2" => ushort.Parse(value, Invariant),
            "i4" => int.Parse(value, Invariant),
            "u4" => uint.Parse(value, Invariant),
            "i8" => long.Parse(value, Invariant),
            "u8" => ulong.Parse(value, Invariant),
            "r4" => float.Parse(value, Invariant),
            "r8" => double.Parse(value, Invariant),
            "m" => decimal.Parse(value, Invariant),
            "c" => char.Parse(value),
            "g" => Guid.ParseExact(value, "N"),
            "t" => DateTime.ParseExact(value, "O", Invariant, DateTimeStyles.RoundtripKind),
            "o" => DateTimeOffset.ParseExact(value, "O", Invariant, DateTimeStyles.RoundtripKind),
            "d" => TimeSpan.FromTicks(long.Parse(value, Invariant)),
            "x" => new Uri(value, UriKind.RelativeOrAbsolute),
            string kind => throw new FormatException($"'{kind}' is no kind of application property."),
        };
    }
}
