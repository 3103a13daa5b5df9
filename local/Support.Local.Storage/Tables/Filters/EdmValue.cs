using System.Globalization;
using System.Text.Json;

namespace Support.Local.Storage.Tables.Filters;

/// <summary>A value with its type, as far as filters compare it.</summary>
internal readonly record struct EdmValue(EdmType Type, string? Text, long Number, double Real, Guid Guid, byte[]? Bytes)
{
    /// <summary>A number written without a suffix, which is no 64-bit one.</summary>
    public bool IsPlainNumber => Type is EdmType.Int32 or EdmType.Double;

    public static EdmValue Of(string text) => new(EdmType.String, text, 0, 0, default, null);

    public static EdmValue Of(bool flag) => new(EdmType.Boolean, null, flag ? 1 : 0, 0, default, null);

    public static EdmValue Of(EdmType type, long number) => new(type, null, number, number, default, null);

    public static EdmValue Of(double real) => new(EdmType.Double, null, 0, real, default, null);

    public static EdmValue Of(Guid guid) => new(EdmType.Guid, null, 0, 0, guid, null);

    public static EdmValue Of(byte[] bytes) => new(EdmType.Binary, null, 0, 0, default, bytes);

    /// <summary>The value of a row's property.</summary>
    public static EdmValue Of(EdmType type, in Utf8JsonReader value) => type switch
    {
        EdmType.Boolean => Of(value.TokenType == JsonTokenType.True),
        EdmType.Int32 => Of(type, value.GetInt32()),
        EdmType.Int64 => Of(type, long.Parse(value.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        EdmType.Double when value.TokenType == JsonTokenType.Number => Of(value.GetDouble()),
        EdmType.Double => Of(double.Parse(value.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)),
        EdmType.DateTime => Of(type, value.GetDateTime().Ticks),
        EdmType.Guid => Of(value.GetGuid()),
        EdmType.Binary => Of(value.GetBytesFromBase64()),
        _ => Of(value.GetString()!),
    };

    /// <summary>The order of two values; null when there is none, as between types that have nothing in common.</summary>
    public static int? Compare(in EdmValue one, in EdmValue other)
    {
        if (one.Type == other.Type)
        {
            return one.Type switch
            {
                EdmType.String => string.CompareOrdinal(one.Text, other.Text),
                EdmType.Double => double.IsNaN(one.Real) || double.IsNaN(other.Real) ? null : one.Real.CompareTo(other.Real),
                EdmType.Guid => one.Guid.CompareTo(other.Guid),
                EdmType.Binary => one.Bytes.AsSpan().SequenceCompareTo(other.Bytes),
                _ => one.Number.CompareTo(other.Number),
            };
        }

        bool areNumbers = (one.IsPlainNumber || one.Type == EdmType.Int64) && (other.IsPlainNumber || other.Type == EdmType.Int64);
        return !areNumbers || double.IsNaN(one.Real) || double.IsNaN(other.Real) ? null : one.Real.CompareTo(other.Real);
    }
}
