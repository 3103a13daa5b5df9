using System.Buffers;
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

    private static readonly SearchValues<char> Special = SearchValues.Create(
        "<>\"" + string.Concat(Enumerable.Range(0, ' ').Select(code => (char)code).Where(code => code is not ('\t' or '\n'))));

    private readonly StringBuilder _text;
    private readonly string _html;
    private readonly OpenElements _open;
    private readonly HtmlSource _source;
    private readonly List<string> _remarks;
    private int _elements;

    private HtmlSieve(string html, List<string> remarks)
    {
        _html = html;
        _source = new HtmlSource(html);
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

        var sieve = new HtmlSieve(HtmlSource.Clean(html), remarks);
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
        char next = _source.CharacterAt(start + 1);
        if (next == '!')
        {
            return _source.AfterComment(start);
        }

        if (next == '?' || (next == '/' && !char.IsAsciiLetter(_source.CharacterAt(start + 2))))
        {
            return _source.After('>', start);
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
            int end = tag.Name == "plaintext" ? _html.Length : _source.EndTag(tag.Name, tag.End) ?? _html.Length;
            if (HtmlNames.RawAndText.Contains(tag.Name))
            {
                Text(tag.End, end);
            }

            return end;
        }

        if (HtmlNames.DroppedWhole.Contains(tag.Name))
        {
            return _source.EndTag(tag.Name, tag.End) ?? tag.End;
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
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            _text.Append(text[..at]);
            _text.Append(text[at] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => quoted ? "&quot;" : "\"",
                _ => string.Empty,
            });
            text = text[(at + 1)..];
        }

        _text.Append(text);
    }
}
