using System.Globalization;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>How far bytes of a charset can be told from those of another.</summary>
internal enum CharsetKind
{
    /// <summary>ASCII or Latin 1: what people declare who have not thought about it.</summary>
    Western,

    /// <summary>One byte a character: any bytes are such a text.</summary>
    SingleByte,

    /// <summary>Some bytes a character: a wrong text shows.</summary>
    MultiByte,

    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>UTF-7.</summary>
    Utf7,

    /// <summary>Switches its meaning by escapes, in seven bits.</summary>
    SevenBit,

    /// <summary>UTF-16 and UTF-32.</summary>
    Wide,
}

/// <summary>A charset that a mail declares.</summary>
/// <param name="Kind">How far its bytes can be told from others.</param>
/// <param name="Encoding">How to read it; for UTF-7, which the runtime no longer reads, that of the characters outside of it.</param>
internal sealed record Charset(CharsetKind Kind, Encoding Encoding)
{
    private const int NameLengthMax = 40;

    public static Charset Utf8 { get; } = new(CharsetKind.Utf8, Encoding.UTF8);

    public static Charset Windows1252 { get; } = new(CharsetKind.Western, CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    public static Charset Japanese { get; } = new(CharsetKind.SevenBit, CodePagesEncodingProvider.Instance.GetEncoding(50220)!);

    // The names that mail uses and the runtime does not know, or knows as something narrower than what is sent under them.
    private static readonly Dictionary<string, int> CodePages = new()
    {
        ["utf8"] = 65001, ["unicode11utf8"] = 65001, ["utf8mb4"] = 65001, ["utf8sig"] = 65001,
        ["utf7"] = 65000, ["unicode11utf7"] = 65000, ["unicode20utf7"] = 65000,
        ["utf16"] = 1200, ["utf16le"] = 1200, ["ucs2"] = 1200, ["iso10646ucs2"] = 1200, ["unicode"] = 1200, ["utf16be"] = 1201,
        ["utf32"] = 12000, ["utf32le"] = 12000, ["utf32be"] = 12001,
        ["usascii"] = 1252, ["ascii"] = 1252, ["ansix3.41968"] = 1252, ["iso646us"] = 1252, ["646"] = 1252, ["us"] = 1252, ["7bit"] = 1252,
        ["latin1"] = 1252, ["l1"] = 1252, ["latin"] = 1252, ["latin2"] = 28592, ["latin3"] = 28593, ["latin4"] = 28594, ["latin5"] = 1254,
        ["latin9"] = 28605, ["iso88598i"] = 28598, ["iso88598e"] = 28598,
        ["gb2312"] = 54936, ["gb231280"] = 54936, ["gbk"] = 54936, ["euccn"] = 54936, ["chinese"] = 54936, ["gb18030"] = 54936, ["cp936"] = 54936,
        ["hzgb2312"] = 52936, ["hz"] = 52936, ["big5"] = 950, ["big5hkscs"] = 950, ["cnbig5"] = 950, ["xbig5"] = 950, ["euctw"] = 51950,
        ["ksc5601"] = 949, ["ksc56011987"] = 949, ["ksc56011989"] = 949, ["euckr"] = 949, ["korean"] = 949, ["uhc"] = 949, ["iso2022kr"] = 50225,
        ["shiftjis"] = 932, ["sjis"] = 932, ["mskanji"] = 932, ["windows31j"] = 932, ["eucjp"] = 51932, ["eucjpms"] = 51932, ["ujis"] = 51932,
        ["iso2022jp"] = 50220, ["iso2022jp1"] = 50220, ["iso2022jp2"] = 50220, ["iso2022jp3"] = 50220, ["iso2022jpms"] = 50220, ["jis"] = 50220,
        ["tis620"] = 874, ["iso885911"] = 874, ["koi8r"] = 20866, ["koi8"] = 20866, ["koi8u"] = 21866, ["koi8ru"] = 21866,
        ["macintosh"] = 10000, ["macroman"] = 10000, ["xmacroman"] = 10000,
    };

    /// <summary>The charset of that name; null when the name says nothing that could be read by.</summary>
    public static Charset? Find(string? name)
    {
        if (name is null || Plain(name) is not { Length: > 0 } plain)
        {
            return null;
        }

        if (CodePages.TryGetValue(plain, out int codePage) || (plain[0] == 'x' && CodePages.TryGetValue(plain[1..], out codePage)))
        {
            return Of(codePage);
        }

        return Numbered(plain) ?? Known(CodePagesEncodingProvider.Instance.GetEncoding(name.Trim()));
    }

    // Without what nobody writes the same way twice: "ISO_8859-1:1987" is "iso88591".
    private static string Plain(string name)
    {
        ReadOnlySpan<char> trimmed = name.AsSpan().Trim(" \t\"'<>");
        int end = trimmed.IndexOfAny("*:;,");
        trimmed = end < 0 ? trimmed : trimmed[..end];
        if (trimmed.Length > NameLengthMax)
        {
            return string.Empty;
        }

        var plain = new StringBuilder(trimmed.Length);
        foreach (char letter in trimmed)
        {
            if (letter is not ('-' or '_' or ' '))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString();
    }

    private static Charset? Numbered(string plain)
    {
        int digits = plain.Length;
        while (digits > 0 && char.IsAsciiDigit(plain[digits - 1]))
        {
            digits--;
        }

        if (digits == plain.Length || plain.Length - digits > 5)
        {
            return null;
        }

        string stem = plain[..digits];
        int number = int.Parse(plain.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return stem switch
        {
            "cp" or "xcp" or "ibm" or "ms" or "win" or "windows" or "xwindows" or "" => number == 8859 ? null : Of(number),
            "iso" or "" when plain.StartsWith("iso8859", StringComparison.Ordinal) => Iso8859(plain["iso8859".Length..]),
            _ => null,
        };
    }

    // Latin 1 and Latin 5 are sent with the characters that only Windows has there.
    private static Charset? Iso8859(string part) => part switch
    {
        "" or "1" => Windows1252,
        "9" => Of(1254),
        { Length: <= 2 } => Of(28590 + int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => Windows1252,
    };

    private static Charset? Of(int codePage) => codePage switch
    {
        65001 => Utf8,
        65000 => new Charset(CharsetKind.Utf7, Encoding.UTF8),
        1200 => new Charset(CharsetKind.Wide, Encoding.Unicode),
        1201 => new Charset(CharsetKind.Wide, Encoding.BigEndianUnicode),
        12000 => new Charset(CharsetKind.Wide, Encoding.UTF32),
        12001 => new Charset(CharsetKind.Wide, new UTF32Encoding(bigEndian: true, byteOrderMark: true)),
        1252 or 20127 or 28591 => Windows1252,
        _ => Known(CodePagesEncodingProvider.Instance.GetEncoding(codePage)),
    };

    private static Charset? Known(Encoding? encoding) => encoding?.CodePage switch
    {
        null => null,
        1252 => Windows1252,
        50220 or 50221 or 50222 or 50225 or 50227 or 52936 => new Charset(CharsetKind.SevenBit, encoding),
        _ => new Charset(encoding.IsSingleByte ? CharsetKind.SingleByte : CharsetKind.MultiByte, encoding),
    };
}
