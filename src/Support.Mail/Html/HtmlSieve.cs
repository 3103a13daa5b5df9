using System.Text;

namespace Support.Mail.Html;

/// <summary>
/// Lets through what a parser can be given without harm: known elements, properly nested, in bounded number and depth, and
/// text. A parser that builds a tree as the standard says can be made to take minutes and gigabytes by a few kilobytes of
/// tags; this reads every character once. Whether an attribute's value is harmless is decided on the tree.
/// </summary>
internal sealed class HtmlSieve
{
    private const int CharactersMax = 2_000_000;
    private const int DepthMax = 120;
    private const int ElementsMax = 30_000;
    private const int ValueCharactersMax = 4_000;
    private const int ImageCharactersMax = 140_000;

    private readonly StringBuilder _text;
    private readonly string _html;
    private readonly OpenElements _open;
    private readonly HashSet<string> _neverClosed = new(StringComparer.Ordinal);
    private readonly List<string> _remarks;
    private int _elements;

    private HtmlSieve(string html, List<string> remarks)
    {
        _html = html;
        _remarks = remarks;
        _text = new StringBuilder(html.Length + 64);
        _open = new OpenElements(_text);
    }

    /// <summary>Lets HTML through.</summary>
    /// <param name="html">What came.</param>
    /// <param name="remarks">Where it is said what was left out for its size.</param>
    public static string Of(string html, List<string> remarks)
    {
        if (html.Length > CharactersMax)
        {
            remarks.Add($"The HTML is longer than {CharactersMax} characters; the rest is left out.");
            html = html[..CharactersMax];
        }

        var sieve = new HtmlSieve(html.ReplaceLineEndings("\n"), remarks);
        sieve.Read();
        return sieve._text.ToString();
    }

    private void Read()
    {
        int at = 0;
        while (at < _html.Length)
        {
            int tag = _html.IndexOf('<', at);
            Text(at, tag < 0 ? _html.Length : tag);
            if (tag < 0)
            {
                break;
            }

            at = Markup(tag);
        }

        _open.CloseAll();
    }

    private int Markup(int start)
    {
        char next = CharacterAt(start + 1);
        if (next == '!')
        {
            return AfterComment(start);
        }

        if (next == '?' || (next == '/' && !char.IsAsciiLetter(CharacterAt(start + 2))))
        {
            return After('>', start);
        }

        if (!char.IsAsciiLetter(next) && next != '/')
        {
            _text.Append("&lt;");
            return start + 1;
        }

        if (HtmlTag.At(_html, start) is not { } tag)
        {
            // Browsers drop a tag that never ends, and all that stands in it.
            return _html.Length;
        }

        return tag.Closes ? Closing(tag) : Opening(tag);
    }

    private int Closing(HtmlTag tag)
    {
        if (HtmlNames.Elements.Contains(tag.Name))
        {
            _open.Close(tag.Name);
        }
        else if (HtmlNames.Blocks.Contains(tag.Name))
        {
            _open.Close("div");
        }

        return tag.End;
    }

    private int Opening(HtmlTag tag)
    {
        if (HtmlNames.RawAndDropped.Contains(tag.Name) || HtmlNames.RawAndText.Contains(tag.Name))
        {
            int end = tag.Name == "plaintext" ? _html.Length : EndTag(tag.Name, tag.End) ?? _html.Length;
            if (HtmlNames.RawAndText.Contains(tag.Name))
            {
                Text(tag.End, end);
            }

            return end;
        }

        if (HtmlNames.DroppedWhole.Contains(tag.Name))
        {
            return EndTag(tag.Name, tag.End) ?? tag.End;
        }

        string? name = HtmlNames.Elements.Contains(tag.Name) ? tag.Name : HtmlNames.Blocks.Contains(tag.Name) ? "div" : null;
        if (name is not null && HasRoomFor(name))
        {
            _open.Before(name);
            Write(name, tag);
            if (!HtmlNames.Void.Contains(name))
            {
                _open.Push(name);
            }
        }

        return tag.End;
    }

    private bool HasRoomFor(string name)
    {
        _elements++;
        if (_elements == ElementsMax + 1)
        {
            _remarks.Add($"The HTML has more than {ElementsMax} elements; the text of the rest is kept without them.");
        }

        return _elements <= ElementsMax && (_open.Depth < DepthMax || HtmlNames.Void.Contains(name));
    }

    private void Write(string name, HtmlTag tag)
    {
        _text.Append('<').Append(name);
        foreach ((string attribute, string value) in tag.Attributes)
        {
            bool image = attribute == "src" && value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase);
            if (value.Length <= (image ? ImageCharactersMax : ValueCharactersMax))
            {
                _text.Append(' ').Append(attribute).Append("=\"");
                Escaped(value, quoted: true);
                _text.Append('"');
            }
        }

        _text.Append('>');
    }

    private void Text(int from, int to) => Escaped(_html.AsSpan(from, to - from), quoted: false);

    // Character references stay as they are: the parser resolves them, and nothing that it resolves becomes markup again.
    private void Escaped(ReadOnlySpan<char> text, bool quoted)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            switch (character)
            {
                case '<':
                    _text.Append("&lt;");
                    break;
                case '>':
                    _text.Append("&gt;");
                    break;
                case '"' when quoted:
                    _text.Append("&quot;");
                    break;
                case < ' ' and not ('\t' or '\n'):
                    break;
                default:
                    bool half = char.IsSurrogate(character)
                        && !(i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]))
                        && !(i > 0 && char.IsSurrogatePair(text[i - 1], character));
                    _text.Append(half ? '\ufffd' : character);
                    break;
            }
        }
    }

    private int AfterComment(int start)
    {
        if (!_html.AsSpan(start).StartsWith("<!--"))
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

        int end = _html.IndexOf("--", start + 4, StringComparison.Ordinal);
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

            end = _html.IndexOf("--", end + 1, StringComparison.Ordinal);
        }

        return _html.Length;
    }

    private int After(char character, int start)
    {
        int found = _html.IndexOf(character, start);
        return found < 0 ? _html.Length : found + 1;
    }

    // Where the end tag of that name begins; null when there is none from there on.
    private int? EndTag(string name, int from)
    {
        if (_neverClosed.Contains(name))
        {
            return null;
        }

        string tag = "</" + name;
        int found = _html.IndexOf(tag, from, StringComparison.OrdinalIgnoreCase);
        while (found >= 0)
        {
            if (CharacterAt(found + tag.Length) is '>' or '/' or ' ' or '\t' or '\n' or '\f')
            {
                return found;
            }

            found = _html.IndexOf(tag, found + tag.Length, StringComparison.OrdinalIgnoreCase);
        }

        _neverClosed.Add(name);
        return null;
    }

    private char CharacterAt(int index) => index < _html.Length ? _html[index] : '\0';
}
