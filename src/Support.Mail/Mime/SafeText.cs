using System.Buffers;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>Text of strangers that is shown in one line.</summary>
internal static class SafeText
{
    // What turns the direction of writing can make "exe.gpj" of a name; what is invisible can hide a difference.
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 32).Concat(Enumerable.Range(0x7F, 33)).Select(code => (char)code))
        + "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    /// <summary>The text in one line: control characters become spaces, what turns the direction of writing is left out.</summary>
    public static string OneLine(string text)
    {
        if (text.AsSpan().IndexOfAny(Unwanted) < 0)
        {
            return text.Trim();
        }

        var line = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (!Unwanted.Contains(letter))
            {
                line.Append(letter);
            }
            else if (letter is not '\0' and (< '\u00A0' or '\u2028' or '\u2029') && !(line.Length > 0 && line[^1] == ' '))
            {
                line.Append(' ');
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>The text in lines parted by <c>\n</c>, without NULs.</summary>
    public static string Lines(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", string.Empty, StringComparison.Ordinal) : text;
    }
}
