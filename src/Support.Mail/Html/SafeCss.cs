using System.Buffers;
using System.Collections.Frozen;

namespace Support.Mail.Html;

/// <summary>Keeps of a style attribute what only colours, measures and aligns: nothing that fetches, covers or hides.</summary>
internal static class SafeCss
{
    private const int DeclarationsMax = 40;
    private const int ValueCharactersMax = 120;

    private static readonly FrozenSet<string> Properties = (
        "background background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color"
        + " border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style"
        + " border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width color direction"
        + " font font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin margin-bottom"
        + " margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top table-layout text-align"
        + " text-decoration text-indent text-transform vertical-align white-space width word-break word-wrap overflow-wrap")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly SearchValues<char> ValueCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#%.,()-+!'\" ");

    private static readonly string[] Functions = ["rgb", "rgba", "hsl", "hsla"];

    /// <summary>The harmless declarations of a style, or null when none is left.</summary>
    public static string? Of(string? style)
    {
        if (string.IsNullOrWhiteSpace(style))
        {
            return null;
        }

        var kept = new List<string>();
        foreach (string declaration in style.Split(';', DeclarationsMax + 1).Take(DeclarationsMax))
        {
            int colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && Kept(declaration[..colon].Trim().ToLowerInvariant(), OneLine(declaration[(colon + 1)..])) is { } harmless)
            {
                kept.Add(harmless);
            }
        }

        return kept.Count == 0 ? null : string.Join(';', kept);
    }

    private static string? Kept(string property, string value)
    {
        bool harmless = Properties.Contains(property)
            && value.Length is > 0 and <= ValueCharactersMax
            && value.AsSpan().IndexOfAnyExcept(ValueCharacters) < 0
            && value.Count(character => character == '"') % 2 == 0
            && value.Count(character => character == '\'') % 2 == 0
            && CallsOnlyColours(value)
            && !(IsMeasure(property) && (value.Contains('-', StringComparison.Ordinal) || value.Length > 40));
        return harmless ? $"{property}:{value}" : null;
    }

    // A negative margin lays text over what stands beside it.
    private static bool IsMeasure(string property) =>
        property.StartsWith("margin", StringComparison.Ordinal) || property is "text-indent" or "letter-spacing" or "line-height" or "width" or "height";

    private static bool CallsOnlyColours(string value)
    {
        for (int open = value.IndexOf('(', StringComparison.Ordinal); open >= 0; open = value.IndexOf('(', open + 1))
        {
            int from = open;
            while (from > 0 && (char.IsAsciiLetter(value[from - 1]) || value[from - 1] == '-'))
            {
                from--;
            }

            if (!Functions.Contains(value[from..open].ToLowerInvariant()))
            {
                return false;
            }
        }

        return true;
    }

    private static string OneLine(string value) =>
        string.Join(' ', value.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));
}
