using System.Globalization;
using System.Text;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Filters;

/// <summary>Values as they stand in a filter.</summary>
internal static class ODataLiteral
{
    public static string Of(object? value) => value switch
    {
        string text => Quote(text),
        char letter => Quote(letter.ToString()),
        StringBuilder text => Quote(text.ToString()),
        bool flag => flag ? "true" : "false",
        byte or sbyte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        uint or long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        float number => Number(number),
        double number => Number(number),
        decimal number => Number((double)number),
        Guid guid => $"guid'{guid:D}'",
        DateTimeOffset instant => Instant(instant.UtcDateTime),
        DateTime time => Instant(EdmDateTime.ToUtc(time)),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        Enum constant => Quote(constant.ToString()),
        null => throw new NotSupportedException("A filter cannot compare with null: Table Storage keeps none."),
        _ => throw new NotSupportedException($"A filter cannot compare with a {value.GetType()}; Table Storage has no such type."),
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // The seventh digit and the Z are what the service itself writes.
    private static string Instant(DateTime utc) =>
        $"datetime'{utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)}'";

    /// <summary>With a decimal point always, so that the service does not take 5.0 for an integer.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new NotSupportedException("A filter cannot compare with an infinite or undefined number.");
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
