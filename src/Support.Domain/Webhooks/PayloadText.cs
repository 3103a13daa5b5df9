using System.Text;
using System.Text.Json;
using Support.Domain.Model.Reading;

namespace Support.Domain.Webhooks;

/// <summary>
/// Texts of payloads. What another system stores is not ours to refuse the whole for: what cannot be shown is made
/// harmless, what is too long is cut.
/// </summary>
public static class PayloadText
{
    /// <summary>The longest subject.</summary>
    public const int LineLengthMax = 250;

    /// <summary>The longest description, comment or note.</summary>
    public const int TextLengthMax = 60_000;

    private const string CutSign = "\n\n[… cut]";

    /// <summary>The text of a JSON string; null when it is none, or has half of a surrogate pair.</summary>
    public static string? Of(JsonElement element) => element.ValueKind == JsonValueKind.String ? JsonText.Of(element) : null;

    /// <summary>On one line, of a length; null when nothing is left.</summary>
    public static string? Line(string? text, int lengthMax = LineLengthMax)
    {
        if (text is null)
        {
            return null;
        }

        string line = string.Join(' ', Harmless(text).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line.Length <= lengthMax ? line : Cut(line, lengthMax - 1) + "…";
    }

    /// <summary>On several lines; null when nothing is left.</summary>
    public static string? Block(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string block = Harmless(text).ReplaceLineEndings("\n").Trim('\n', ' ', '\t');
        return block.Length == 0 ? null : block.Length <= TextLengthMax ? block : Cut(block, TextLengthMax - CutSign.Length) + CutSign;
    }

    /// <summary>Cuts a text, never within a character.</summary>
    public static string Cut(string text, int lengthMax)
    {
        if (text.Length <= lengthMax)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];
    }

    /// <summary>With U+FFFD for control characters, and for those that turn the direction of a line round and make a reader see another text.</summary>
    public static string Harmless(string text)
    {
        var made = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            bool turns = letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
            bool layout = letter is '\n' or '\r' or '\t';
            made.Append(turns || (char.IsControl(letter) && !layout) ? '\uFFFD' : letter);
        }

        return made.ToString();
    }
}
