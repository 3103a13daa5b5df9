namespace Support.Mail.Mime;

/// <summary>Quoted-printable (RFC 2045, 6.7) as it comes: with lower case, bare equals signs, and white space that was added underway.</summary>
internal static class QuotedPrintable
{
    /// <summary>The bytes that a text stands for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isDamaged">Whether an equals sign stands where none may, and was kept.</param>
    public static byte[] Decode(ReadOnlySpan<byte> text, out bool isDamaged)
    {
        var bytes = new byte[text.Length];
        int written = 0;
        isDamaged = false;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            ReadOnlySpan<byte> ending = end < 0 ? [] : line.EndsWith("\r"u8) ? "\r\n"u8 : "\n"u8;
            text = end < 0 ? [] : text[(end + 1)..];
            // White space at the end of a line was added underway, unless the text ends there too.
            line = ending.IsEmpty ? line.TrimEnd((byte)'\r') : line.TrimEnd(" \t\r"u8);
            bool isSoft = line.TrimEnd(" \t"u8).EndsWith("="u8);
            line = isSoft ? line.TrimEnd(" \t"u8)[..^1] : line;
            isDamaged |= !Line(line, bytes, ref written);
            if (!isSoft)
            {
                ending.CopyTo(bytes.AsSpan(written));
                written += ending.Length;
            }
        }

        Array.Resize(ref bytes, written);
        return bytes;
    }

    private static bool Line(ReadOnlySpan<byte> line, Span<byte> bytes, ref int written)
    {
        bool isWhole = true;
        while (!line.IsEmpty)
        {
            int sign = line.IndexOf((byte)'=');
            ReadOnlySpan<byte> plain = sign < 0 ? line : line[..sign];
            plain.CopyTo(bytes[written..]);
            written += plain.Length;
            if (sign < 0)
            {
                return isWhole;
            }

            line = line[sign..];
            if (Coded(line) is >= 0 and var value)
            {
                bytes[written++] = (byte)value;
                line = line[3..];
            }
            else
            {
                isWhole = false;
                bytes[written++] = (byte)'=';
                line = line[1..];
            }
        }

        return isWhole;
    }

    /// <summary>The byte that <c>=XX</c> at the start of a text stands for; negative when there is none.</summary>
    public static int Coded(ReadOnlySpan<byte> text) =>
        text is [(byte)'=', var high, var low, ..] && char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low)
            ? (Hex(high) << 4) | Hex(low)
            : -1;

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
