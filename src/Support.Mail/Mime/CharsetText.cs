using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Support.Mail.Mime;

/// <summary>Makes text of bytes whose charset may be wrong, unknown or missing.</summary>
internal static class CharsetText
{
    // So many characters of UTF-8 do not come about by chance in a text of another charset of one byte a character.
    private const int Utf8CharactersMin = 4;

    // Two letters of Chinese can look like UTF-8; so many do not.
    private const int Utf8CharactersOfMultiByteMin = 8;

    private const int MetaWithin = 2048;

    private const string NoSuchCharset = "A charset is declared that is not known; the text is read as its bytes suggest.";
    private const string WrongCharset = "A text is not in the charset that it declares; it is read as its bytes suggest.";

    private static readonly SearchValues<byte> EndOfCharset = SearchValues.Create("\"'>; \t\r\n/"u8);

    /// <summary>The text of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="charset">What the mail says; null when it says nothing.</param>
    /// <param name="remarks">Where to say that it is not so.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, Remarks? remarks = null)
    {
        Charset? declared = Charset.Find(charset);
        if (declared is null && !string.IsNullOrWhiteSpace(charset))
        {
            remarks?.Add(NoSuchCharset);
        }

        return ByMark(bytes, declared) ?? declared?.Kind switch
        {
            CharsetKind.Utf7 => Utf7.Decode(bytes),
            CharsetKind.SevenBit => SevenBit(bytes, declared),
            CharsetKind.Wide => Wide(bytes, declared),
            _ => EightBit(bytes, declared, remarks),
        };
    }

    /// <summary>The text of bytes of HTML, which may declare its charset itself where the mail says nothing.</summary>
    public static string DecodeHtml(ReadOnlySpan<byte> bytes, string? charset, Remarks? remarks = null) =>
        Decode(bytes, Charset.Find(charset) is null ? Meta(bytes) ?? charset : charset, remarks);

    private static string EightBit(ReadOnlySpan<byte> bytes, Charset? declared, Remarks? remarks)
    {
        if (Ascii.IsValid(bytes))
        {
            return declared is null && LooksJapanese(bytes) ? Charset.Japanese.Encoding.GetString(bytes) : Encoding.ASCII.GetString(bytes);
        }

        bool isUtf8 = Utf8.IsValid(bytes);
        switch (declared?.Kind)
        {
            case CharsetKind.MultiByte:
                string text = declared.Encoding.GetString(bytes);
                bool isOther = isUtf8
                    && (CharactersBeyondAscii(bytes) >= Utf8CharactersOfMultiByteMin || text.Contains('\uFFFD', StringComparison.Ordinal));
                return isOther ? Otherwise(Encoding.UTF8.GetString(bytes), remarks) : text;
            case CharsetKind.SingleByte when isUtf8 && CharactersBeyondAscii(bytes) >= Utf8CharactersMin:
                return Otherwise(Encoding.UTF8.GetString(bytes), remarks);
            case CharsetKind.SingleByte:
                return declared.Encoding.GetString(bytes);
            case CharsetKind.Western when isUtf8:
                return Otherwise(Encoding.UTF8.GetString(bytes), remarks);
            case CharsetKind.Western:
                return declared.Encoding.GetString(bytes);
            default:
                return isUtf8 ? Encoding.UTF8.GetString(bytes) : AlmostUtf8(bytes, remarks);
        }
    }

    private static string Otherwise(string text, Remarks? remarks)
    {
        remarks?.Add(WrongCharset);
        return text;
    }

    // A text of UTF-8 that was cut within a character is still such a text; one of Latin 1 has hardly a valid character.
    private static string AlmostUtf8(ReadOnlySpan<byte> bytes, Remarks? remarks)
    {
        string text = Encoding.UTF8.GetString(bytes);
        int broken = text.AsSpan().Count('\uFFFD');
        int valid = 0;
        foreach (char letter in text)
        {
            valid += letter is > '\u007F' and not '\uFFFD' ? 1 : 0;
        }

        return broken * 4L <= valid ? Otherwise(text, remarks) : Otherwise(Charset.Windows1252.Encoding.GetString(bytes), remarks);
    }

    private static int CharactersBeyondAscii(ReadOnlySpan<byte> bytes)
    {
        int characters = 0;
        foreach (byte next in bytes)
        {
            characters += next >= 0xC0 ? 1 : 0;
        }

        return characters;
    }

    private static string SevenBit(ReadOnlySpan<byte> bytes, Charset declared) =>
        !Ascii.IsValid(bytes) && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : declared.Encoding.GetString(bytes);

    // Some declare UTF-16 for what their program held, not for what they sent. A text of it has zeros, in its line ends at least.
    private static string Wide(ReadOnlySpan<byte> bytes, Charset declared) =>
        !bytes.Contains((byte)0) && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : declared.Encoding.GetString(bytes);

    private static string? ByMark(ReadOnlySpan<byte> bytes, Charset? declared)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        bool isWide = declared is null or { Kind: CharsetKind.Wide };
        return (bytes.Length >= 2 && isWide ? (bytes[0] << 8) | bytes[1] : 0) switch
        {
            0xFFFE when bytes.Length >= 4 && bytes[2] == 0 && bytes[3] == 0 => Encoding.UTF32.GetString(bytes[4..]),
            0xFFFE => Encoding.Unicode.GetString(bytes[2..]),
            0xFEFF => Encoding.BigEndianUnicode.GetString(bytes[2..]),
            _ => null,
        };
    }

    private static bool LooksJapanese(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\e$B"u8) >= 0 || bytes.IndexOf("\e$@"u8) >= 0;

    private static string? Meta(ReadOnlySpan<byte> html)
    {
        ReadOnlySpan<byte> head = html[..Math.Min(html.Length, MetaWithin)];
        int meta = head.IndexOf("charset="u8);
        if (meta < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> name = head[(meta + "charset=".Length)..].TrimStart("\"' "u8);
        int end = name.IndexOfAny(EndOfCharset);
        name = end < 0 ? name : name[..end];
        // A page that can be read up to here is none of UTF-16, whatever it says.
        return Ascii.IsValid(name) && Encoding.ASCII.GetString(name) is var charset && Charset.Find(charset) is { Kind: not CharsetKind.Wide }
            ? charset
            : null;
    }
}
