using System.Buffers;

namespace Support.Mail.Html;

/// <summary>A tag as it stands in the text of a mail.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Closes">Whether it closes an element.</param>
/// <param name="Attributes">Its attributes, as written: character references are not resolved.</param>
/// <param name="End">Where the text goes on.</param>
internal sealed record HtmlTag(string Name, bool Closes, IReadOnlyList<(string Name, string Value)> Attributes, int End)
{
    private const int NameCharactersMax = 32;
    private const int AttributesMax = 40;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\f/>");
    private static readonly SearchValues<char> AttributeNameEnds = SearchValues.Create(" \t\n\f/>=");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\n\f>");

    /// <summary>Reads the tag that begins at a <c>&lt;</c> with a letter after it, or after <c>&lt;/</c>; null when it never ends.</summary>
    public static HtmlTag? At(string html, int start)
    {
        bool closes = html[start + 1] == '/';
        int at = start + (closes ? 2 : 1);
        int nameEnd = IndexOf(html, at, NameEnds);
        string name = html[at..Math.Min(nameEnd, at + NameCharactersMax)].ToLowerInvariant();
        var attributes = new List<(string, string)>();
        at = nameEnd;
        while (at < html.Length)
        {
            char character = html[at];
            if (character == '>')
            {
                return new HtmlTag(name, closes, attributes, at + 1);
            }

            if (character is '/' || char.IsWhiteSpace(character))
            {
                at++;
                continue;
            }

            at = Attribute(html, at, attributes);
        }

        return null;
    }

    private static int Attribute(string html, int start, List<(string, string)> attributes)
    {
        // An equals sign at the beginning belongs to the name, as browsers read it.
        int nameEnd = IndexOf(html, start + 1, AttributeNameEnds);
        int at = nameEnd;
        while (at < html.Length && char.IsWhiteSpace(html[at]))
        {
            at++;
        }

        if (at >= html.Length || html[at] != '=')
        {
            Keep(html, start, nameEnd, 0, 0, attributes);
            return nameEnd;
        }

        at++;
        while (at < html.Length && char.IsWhiteSpace(html[at]))
        {
            at++;
        }

        if (at < html.Length && html[at] is '"' or '\'')
        {
            int quote = html.IndexOf(html[at], at + 1);
            int end = quote < 0 ? html.Length : quote;
            Keep(html, start, nameEnd, at + 1, end, attributes);
            return Math.Min(html.Length, end + 1);
        }

        int valueEnd = IndexOf(html, at, ValueEnds);
        Keep(html, start, nameEnd, at, valueEnd, attributes);
        return valueEnd;
    }

    private static void Keep(string html, int name, int nameEnd, int value, int valueEnd, List<(string Name, string Value)> attributes)
    {
        if (nameEnd - name > NameCharactersMax || attributes.Count >= AttributesMax)
        {
            return;
        }

        string word = html[name..nameEnd].ToLowerInvariant();
        if (HtmlNames.Attributes.Contains(word) && !attributes.Exists(attribute => attribute.Name == word))
        {
            attributes.Add((word, html[value..valueEnd]));
        }
    }

    private static int IndexOf(string html, int from, SearchValues<char> ends)
    {
        if (from >= html.Length)
        {
            return html.Length;
        }

        int found = html.AsSpan(from).IndexOfAny(ends);
        return found < 0 ? html.Length : from + found;
    }
}
