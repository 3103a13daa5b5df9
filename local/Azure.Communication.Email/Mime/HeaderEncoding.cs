using System.Globalization;
using System.Text;
using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>Text as header values (RFC 5322, RFC 2047).</summary>
internal static class HeaderEncoding
{
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    // 36 bytes are 48 characters of base64: with the marks around them and the name of a header before them they
    // stay within the 76 characters that a line with an encoded word may have.
    private const int BytesPerWord = 36;

    // The longest line that a mail server must take, less the name of the header.
    private const int LongestValue = 900;

    /// <summary>Free text: as it is when it is plain ASCII, otherwise as encoded words.</summary>
    public static string Text(string value) => IsPlain(value) ? Fold(value) : EncodedWords(value);

    public static string Mailbox(EmailAddress address) => address.DisplayName.Length == 0
        ? Address(address.Address)
        : $"{DisplayName(address.DisplayName)} <{Address(address.Address)}>";

    public static string Mailboxes(IEnumerable<EmailAddress> addresses) => string.Join(",\r\n ", addresses.Select(Mailbox));

    /// <summary>The address with its domain in ASCII, as mail servers that are not asked for more take it.</summary>
    public static string Address(string address)
    {
        if (Ascii.IsValid(address))
        {
            return address;
        }

        int at = address.LastIndexOf('@');
        string local = address[..at];
        return Ascii.IsValid(local)
            ? $"{local}@{new IdnMapping().GetAscii(address[(at + 1)..])}"
            : throw new ArgumentException($"'{address}': only the part after the @ may have letters beyond ASCII.", nameof(address));
    }

    private static string DisplayName(string name) => IsPlain(name)
        ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : EncodedWords(name);

    // "=?" in plain text would be taken for the start of an encoded word.
    private static bool IsPlain(string value) =>
        Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal) && !value.Any(char.IsControl);

    private static string EncodedWords(string value)
    {
        var words = new StringBuilder();
        Span<byte> bytes = stackalloc byte[BytesPerWord];
        int length = 0;
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > BytesPerWord)
            {
                AppendWord(words, bytes[..length]);
                length = 0;
            }

            length += rune.EncodeToUtf8(bytes[length..]);
        }

        AppendWord(words, bytes[..length]);
        return words.ToString();
    }

    private static void AppendWord(StringBuilder words, ReadOnlySpan<byte> bytes)
    {
        if (words.Length > 0)
        {
            words.Append("\r\n ");
        }

        words.Append(WordStart).Append(Convert.ToBase64String(bytes)).Append(WordEnd);
    }

    /// <summary>Breaks what is longer than a line may be at a space; all else goes out as it was given.</summary>
    private static string Fold(string value)
    {
        var folded = new StringBuilder();
        while (value.Length > LongestValue)
        {
            int space = value.LastIndexOf(' ', LongestValue);
            if (space <= 0)
            {
                break;
            }

            folded.Append(value, 0, space).Append("\r\n");
            value = value[space..];
        }

        return folded.Append(value).ToString();
    }
}
