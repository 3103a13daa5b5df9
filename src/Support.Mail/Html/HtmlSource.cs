namespace Support.Mail.Html;

/// <summary>The text of HTML, and where in it what is no element ends, as browsers see it.</summary>
internal sealed class HtmlSource(string html)
{
    // Names of end tags that were looked for to the end of the text in vain: nobody has to look again.
    private readonly HashSet<string> _neverClosed = new(StringComparer.Ordinal);

    /// <summary>A source without broken characters, its lines parted by <c>\n</c>.</summary>
    public static string Clean(string html) => WithWholePairs(html).ReplaceLineEndings("\n");

    /// <summary>Where the text goes on after what begins with an exclamation mark.</summary>
    public int AfterComment(int start)
    {
        if (!html.AsSpan(start).StartsWith("<!--"))
        {
            return After('>', start);
        }

        if (CharacterAt(start + 4) == '>')
        {
            return start + 5;
        }

        if (CharacterAt(start + 4) == '-' && CharacterAt(start + 5) == '>')
        {
            return start + 6;
        }

        int end = html.IndexOf("--", start + 4, StringComparison.Ordinal);
        while (end >= 0)
        {
            if (CharacterAt(end + 2) == '>')
            {
                return end + 3;
            }

            if (CharacterAt(end + 2) == '!' && CharacterAt(end + 3) == '>')
            {
                return end + 4;
            }

            end = html.IndexOf("--", end + 1, StringComparison.Ordinal);
        }

        return html.Length;
    }

    /// <summary>Where the text goes on after the next such character.</summary>
    public int After(char character, int start)
    {
        int found = html.IndexOf(character, start);
        return found < 0 ? html.Length : found + 1;
    }

    /// <summary>Where the end tag of that name begins; null when there is none from there on.</summary>
    public int? EndTag(string name, int from)
    {
        if (_neverClosed.Contains(name))
        {
            return null;
        }

        string tag = "</" + name;
        int found = html.IndexOf(tag, from, StringComparison.OrdinalIgnoreCase);
        while (found >= 0)
        {
            if (CharacterAt(found + tag.Length) is '>' or '/' or ' ' or '\t' or '\n' or '\f')
            {
                return found;
            }

            found = html.IndexOf(tag, found + tag.Length, StringComparison.OrdinalIgnoreCase);
        }

        _neverClosed.Add(name);
        return null;
    }

    /// <summary>The character there; NUL after the end.</summary>
    public char CharacterAt(int index) => index < html.Length ? html[index] : '\0';

    // Half a pair of surrogates is no text, and every parser makes something else of it.
    private static string WithWholePairs(string html)
    {
        int first = html.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        if (first < 0)
        {
            return html;
        }

        char[] whole = html.ToCharArray();
        for (int i = first; i < whole.Length; i++)
        {
            if (char.IsHighSurrogate(whole[i]) && i + 1 < whole.Length && char.IsLowSurrogate(whole[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(whole[i]))
            {
                whole[i] = '\ufffd';
            }
        }

        return new string(whole);
    }
}
