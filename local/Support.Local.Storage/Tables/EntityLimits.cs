using System.Text;
using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>What the service allows, and what it counts.</summary>
internal static class EntityLimits
{
    public const int BodyBytes = 4 * 1024 * 1024;
    public const int EntityBytes = 1024 * 1024;
    public const int PropertyBytes = 64 * 1024;
    public const int PropertyChars = 32 * 1024;
    public const int PropertyNameChars = 255;
    public const int Properties = 252;
    public const int KeyChars = 512;
    public const int TransactionActions = 100;
    public const int PageRows = 1000;

    /// <summary>Below this many bytes of JSON no row counts for as much as <see cref="EntityBytes"/>.</summary>
    private const int SurelyAllowed = (EntityBytes / 2) - (Properties * 16);

    /// <summary>The first time that the service keeps: the year 1601.</summary>
    public static readonly DateTime FirstTime = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// Whether a row exceeds the size that Azure allows, counted as it documents. Azurite counts the bytes of an update's
    /// body instead, and of an insert's none.
    /// </summary>
    public static bool IsTooLarge(string partitionKey, string rowKey, ReadOnlySpan<byte> properties)
    {
        if (properties.Length < SurelyAllowed)
        {
            return false;
        }

        long size = 4 + (2L * (partitionKey.Length + rowKey.Length));
        var stored = new StoredProperties(properties);
        while (stored.MoveNext())
        {
            size += 8 + (2 * stored.Name.Length) + SizeOf(stored.Type, stored.Value);
        }

        return size > EntityBytes;
    }

    /// <summary>Azure answers these with <c>OutOfRangeInput</c> and too long a key with <c>KeyValueTooLarge</c>; Azurite has one answer for both.</summary>
    public static bool IsKey(string key)
    {
        foreach (char letter in key)
        {
            if (letter is < ' ' or (>= '\u007f' and <= '\u009f') or '/' or '\\' or '#' or '?')
            {
                return false;
            }
        }

        return key.Length <= KeyChars;
    }

    /// <summary>The UTF-16 characters of a text of JSON.</summary>
    public static int CharsOf(in Utf8JsonReader text) =>
        text.ValueIsEscaped ? text.GetString()!.Length : Encoding.UTF8.GetCharCount(text.ValueSpan);

    private static int SizeOf(EdmType type, in Utf8JsonReader value) => type switch
    {
        EdmType.String => 4 + (2 * CharsOf(value)),
        EdmType.Binary => 4 + (value.ValueSpan.Length / 4 * 3),
        EdmType.Guid => 16,
        EdmType.Boolean => 1,
        EdmType.Int32 => 4,
        _ => 8,
    };
}
