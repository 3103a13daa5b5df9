using System.Globalization;
using System.Text;

namespace Support.Views.Wording;

/// <summary>Makes text from outside fit to be shown: nothing invisible that could break a header or deceive, nothing endless.</summary>
internal static class CleanText
{
    private const int NameLength = 100;
    private const string Ellipsis = "…";

    /// <summary>One line: white space and control characters become single spaces, and what turns the reading direction is dropped.</summary>
    public static string Line(string? text, int maxLength)
    {
        var line = new StringBuilder();
        foreach (Rune rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!TurnsDirection(rune))
            {
                line.Append(rune.ToString());
            }

            // Every text element that could stay is in it by now; the rest of a megabyte need not be read.
            if (line.Length > 4 * maxLength)
            {
                break;
            }
        }

        return Cut(line.ToString().TrimEnd(), maxLength);
    }

    /// <summary>What a person, a team or an application is called.</summary>
    public static string Name(string? text) => Line(text, NameLength);

    /// <summary>Lines parted by line feeds; tabs stay, other control characters go.</summary>
    public static string Lines(string text, int maxLength)
    {
        var lines = new StringBuilder();
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                lines.Append(rune.ToString());
            }

            if (lines.Length > 2 * maxLength)
            {
                break;
            }
        }

        return Cut(lines.ToString().Trim('\n'), maxLength);
    }

    /// <summary>At most that many characters, an ellipsis where something is missing; never half of what a reader sees as one character.</summary>
    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        int kept = 0;
        while (true)
        {
            int next = StringInfo.GetNextTextElementLength(text.AsSpan(kept));
            if (kept + next > maxLength - Ellipsis.Length)
            {
                return string.Concat(text.AsSpan(0, kept).TrimEnd(), Ellipsis);
            }

            kept += next;
        }
    }

    private static bool TurnsDirection(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
