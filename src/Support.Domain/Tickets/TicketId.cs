using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Support.Domain.Tickets;

/// <summary>
/// A ticket's reference, <c>SUP-7K3F9QXY</c>: seven characters of Crockford base32 (35 random bits, so that it cannot be
/// guessed) and a check character, which betrays every single wrong character and every two that changed places.
/// </summary>
[JsonConverter(typeof(TicketIdConverter))]
public readonly record struct TicketId
{
    /// <summary>What every reference starts with.</summary>
    public const string Prefix = "SUP-";

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Digits = 7;

    private TicketId(string value) => Value = value;

    /// <summary>The canonical text: upper case, with prefix and check character. Safe as a storage key and in a URL.</summary>
    public string Value { get; }

    /// <summary>Makes a reference of 35 bits taken from the first five bytes.</summary>
    /// <exception cref="ArgumentException">Fewer than five bytes.</exception>
    public static TicketId FromEntropy(ReadOnlySpan<byte> entropy)
    {
        if (entropy.Length < 5)
        {
            throw new ArgumentException("Five bytes are needed.", nameof(entropy));
        }

        ulong bits = 0;
        foreach (byte part in entropy[..5])
        {
            bits = (bits << 8) | part;
        }

        Span<char> text = stackalloc char[Digits + 1];
        for (int i = 0; i < Digits; i++)
        {
            text[i] = Alphabet[(int)((bits >> (5 * i)) & 31)];
        }

        text[Digits] = Alphabet[CheckDigit(text[..Digits])];
        return new TicketId(string.Concat(Prefix, text));
    }

    /// <summary>Reads a reference as people write it: any case, O for 0, I or L for 1. False when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TicketId id)
    {
        id = default;
        if (text is null || text.Length != Prefix.Length + Digits + 1
            || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<char> digits = stackalloc char[Digits + 1];
        for (int i = 0; i < digits.Length; i++)
        {
            char read = char.ToUpperInvariant(text[Prefix.Length + i]);
            digits[i] = read switch { 'O' => '0', 'I' or 'L' => '1', _ => read };
            if (!Alphabet.Contains(digits[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        if (digits[Digits] != Alphabet[CheckDigit(digits[..Digits])])
        {
            return false;
        }

        id = new TicketId(string.Concat(Prefix, digits));
        return true;
    }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TicketId Parse(string text) =>
        TryParse(text, out TicketId id) ? id : throw new FormatException("That is no ticket reference.");

    /// <inheritdoc />
    public override string ToString() => Value;

    // A weighted sum over GF(32), where every digit weighs four times the next: all weights differ and none is zero, so
    // neither a wrong digit nor two exchanged ones cancel out. Luhn mod 32 would let 0Z pass for Z0.
    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        foreach (char digit in digits)
        {
            sum = Double(Double(sum ^ Alphabet.IndexOf(digit, StringComparison.Ordinal)));
        }

        return sum;
    }

    /// <summary>Multiplies by x in GF(32), modulo x⁵ + x² + 1.</summary>
    private static int Double(int element) => element < 16 ? element << 1 : (element << 1) ^ 0b100101;
}

/// <summary>Writes a reference as its text.</summary>
public sealed class TicketIdConverter : JsonConverter<TicketId>
{
    /// <inheritdoc />
    public override TicketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TicketId.TryParse(reader.GetString(), out TicketId id) ? id : throw new JsonException("Expected a ticket reference.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TicketId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
