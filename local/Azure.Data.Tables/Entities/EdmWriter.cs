using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>
/// Writes values as the service reads them: what JSON cannot tell apart carries a type annotation. A null is left out:
/// the service keeps none.
/// </summary>
internal static class EdmWriter
{
    public static void Write(Utf8JsonWriter writer, in EdmName name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name.Value, value);
        }
    }

    public static void Write(Utf8JsonWriter writer, in EdmName name, bool value) => writer.WriteBoolean(name.Value, value);

    public static void Write(Utf8JsonWriter writer, in EdmName name, int value) => writer.WriteNumber(name.Value, value);

    public static void Write(Utf8JsonWriter writer, in EdmName name, long value)
    {
        // JSON readers lose digits of numbers above 2^53, so the protocol has 64-bit integers as text.
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out int length, default, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteString(name.Type, "Edm.Int64"u8);
        writer.WriteString(name.Value, digits[..length]);
    }

    public static void Write(Utf8JsonWriter writer, in EdmName name, double value)
    {
        writer.WriteString(name.Type, "Edm.Double"u8);
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name.Value, value);
            return;
        }

        writer.WriteString(name.Value, double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
    }

    public static void Write(Utf8JsonWriter writer, in EdmName name, Guid value)
    {
        writer.WriteString(name.Type, "Edm.Guid"u8);
        writer.WriteString(name.Value, value);
    }

    public static void Write(Utf8JsonWriter writer, in EdmName name, DateTime value)
    {
        writer.WriteString(name.Type, "Edm.DateTime"u8);
        writer.WriteString(name.Value, EdmDateTime.ToUtc(value));
    }

    public static void Write(Utf8JsonWriter writer, in EdmName name, DateTimeOffset value) => Write(writer, name, value.UtcDateTime);

    public static void Write(Utf8JsonWriter writer, in EdmName name, ReadOnlySpan<byte> value)
    {
        writer.WriteString(name.Type, "Edm.Binary"u8);
        writer.WriteBase64String(name.Value, value);
    }

    /// <summary>Writes a value of a dictionary entity, whose type is known only now.</summary>
    public static void WriteObject(Utf8JsonWriter writer, string key, object? value)
    {
        if (value is null)
        {
            return;
        }

        EdmName name = EdmName.Of(key);
        switch (value)
        {
            case string text: Write(writer, name, text); break;
            case bool flag: Write(writer, name, flag); break;
            case int number: Write(writer, name, number); break;
            case long number: Write(writer, name, number); break;
            case double number: Write(writer, name, number); break;
            case Guid guid: Write(writer, name, guid); break;
            case DateTimeOffset instant: Write(writer, name, instant); break;
            case DateTime time: Write(writer, name, time); break;
            case byte[] bytes: Write(writer, name, bytes.AsSpan()); break;
            case BinaryData data: Write(writer, name, data.ToMemory().Span); break;
            case Enum constant: Write(writer, name, constant.ToString()); break;
            default: throw new NotSupportedException($"Property '{key}' is a {value.GetType()}; Table Storage has no such type.");
        }
    }
}
