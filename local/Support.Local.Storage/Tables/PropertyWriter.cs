using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>Checks a property's value against its type and writes it in the form in which it is kept.</summary>
internal static class PropertyWriter
{
    /// <param name="properties">Where to write it.</param>
    /// <param name="name">Its name, as it stands in JSON.</param>
    /// <param name="type">Its type, if it is annotated; else the one that its JSON has.</param>
    /// <param name="value">A reader that stands on the value.</param>
    public static Refusal? Write(JsonBuffer properties, ReadOnlySpan<byte> name, EdmType? type, in Utf8JsonReader value)
    {
        // What is not annotated and no text can only be what its JSON says; text can be any type.
        bool isText = value.TokenType == JsonTokenType.String;
        if (isText && value.ValueSpan.Length > EntityLimits.PropertyChars && type != EdmType.Binary
            && EntityLimits.CharsOf(value) > EntityLimits.PropertyChars)
        {
            return Refusal.PropertyValueTooLarge;
        }

        EdmType actual = type ?? TypeOf(value);
        return actual switch
        {
            EdmType.String => isText ? Put(properties, name, value) : Refusal.InvalidInput,
            EdmType.Boolean => WriteBoolean(properties, name, value),
            EdmType.Int32 => WriteInt32(properties, name, value),
            EdmType.Double => WriteDouble(properties, name, value),
            _ when !isText || value.ValueIsEscaped => Refusal.InvalidInput,
            EdmType.Int64 => Utf8Parser.TryParse(value.ValueSpan, out long _, out int length) && length == value.ValueSpan.Length
                ? Put(properties, name, value, "Edm.Int64"u8)
                : Refusal.InvalidInput,
            EdmType.DateTime => WriteDateTime(properties, name, value),
            EdmType.Guid => WriteGuid(properties, name, value),
            _ => WriteBinary(properties, name, value),
        };
    }

    private static EdmType TypeOf(in Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.String => EdmType.String,
        JsonTokenType.True or JsonTokenType.False => EdmType.Boolean,
        _ => IsReal(value.ValueSpan) ? EdmType.Double : EdmType.Int32,
    };

    private static bool IsReal(ReadOnlySpan<byte> number) => number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0;

    private static Refusal? WriteBoolean(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader value)
    {
        ReadOnlySpan<byte> text = value.ValueSpan;
        if (!text.SequenceEqual("true"u8) && !text.SequenceEqual("false"u8))
        {
            return Refusal.InvalidInput;
        }

        PutName(properties, name, default);
        properties.Append(text);
        return null;
    }

    private static Refusal? WriteInt32(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader value)
    {
        ReadOnlySpan<byte> text = value.ValueSpan;
        if (!Utf8Parser.TryParse(text, out int number, out int length) || length != text.Length)
        {
            return Refusal.InvalidInput;
        }

        PutName(properties, name, default);
        properties.Append(number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private static Refusal? WriteDouble(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader value)
    {
        ReadOnlySpan<byte> text = value.ValueSpan;
        if (value.TokenType == JsonTokenType.String && (text.SequenceEqual("NaN"u8) || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8)))
        {
            return Put(properties, name, value, "Edm.Double"u8);
        }

        if (!Utf8Parser.TryParse(text, out double number, out int length) || length != text.Length || !double.IsFinite(number))
        {
            return Refusal.InvalidInput;
        }

        // With a decimal point always: that is what tells it from an integer.
        PutName(properties, name, default);
        properties.Append(text);
        if (!IsReal(text))
        {
            properties.Append(".0"u8);
        }

        return null;
    }

    private static Refusal? WriteDateTime(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader value)
    {
        if (value.ValueSpan.EndsWith("Z"u8) && value.TryGetDateTime(out DateTime time))
        {
            return time < EntityLimits.FirstTime ? Refusal.OutOfRangeInput : Put(properties, name, value, "Edm.DateTime"u8);
        }

        // A time without a zone is one of UTC, and one of another zone is given out as one of UTC.
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParse(value.GetString(), CultureInfo.InvariantCulture, Utc, out time))
        {
            return Refusal.InvalidInput;
        }

        if (time < EntityLimits.FirstTime)
        {
            return Refusal.OutOfRangeInput;
        }

        PutName(properties, name, "Edm.DateTime"u8);
        properties.AppendTime(time.Ticks);
        return null;
    }

    private static Refusal? WriteGuid(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader value)
    {
        if (!Guid.TryParse(value.GetString(), out Guid guid))
        {
            return Refusal.InvalidInput;
        }

        PutName(properties, name, "Edm.Guid"u8);
        properties.AppendQuoted(guid.ToString());
        return null;
    }

    private static Refusal? WriteBinary(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader value) =>
        !Base64.IsValid(value.ValueSpan, out int length) ? Refusal.InvalidInput
        : length > EntityLimits.PropertyBytes ? Refusal.PropertyValueTooLarge
        : Put(properties, name, value, "Edm.Binary"u8);

    private static Refusal? Put(JsonBuffer properties, ReadOnlySpan<byte> name, in Utf8JsonReader text, ReadOnlySpan<byte> type = default)
    {
        PutName(properties, name, type);
        properties.Append('"');
        properties.Append(text.ValueSpan);
        properties.Append('"');
        return null;
    }

    private static void PutName(JsonBuffer properties, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type)
    {
        properties.Append('"');
        properties.Append(name);
        if (!type.IsEmpty)
        {
            properties.Append("@odata.type\":\""u8);
            properties.Append(type);
            properties.Append("\",\""u8);
            properties.Append(name);
        }

        properties.Append("\":"u8);
    }
}
