using System.Buffers;
using System.Text;
using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>Writes of a tree the elements and attributes that may stay. The tree is shallow: the sieve made it so.</summary>
internal sealed class SafeHtmlWriter
{
    private const string RemoteSource = "data-remote-src";

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#%.,- ");

    private static readonly SearchValues<char> Special = SearchValues.Create(
        "&<>\"`\u00a0" + string.Concat(Enumerable.Range(0, ' ').Select(code => (char)code).Where(code => code is not ('\t' or '\n'))));

    private static readonly string[] OfAll = ["align", "bgcolor", "dir", "height", "lang", "valign", "width"];
    private static readonly string[] OfTables = ["border", "cellpadding", "cellspacing", "colspan", "rowspan"];
    private static readonly string[] OfFonts = ["color", "face", "size"];
    private static readonly string[] OfLists = ["start", "type", "value"];

    private readonly StringBuilder _html = new();

    public static string Write(IElement body)
    {
        var writer = new SafeHtmlWriter();
        writer.Children(body);
        return writer._html.ToString().Trim('\n', ' ');
    }

    public static string Preformatted(string text)
    {
        var writer = new SafeHtmlWriter();
        writer._html.Append("<pre>\n");
        writer.Text(text);
        return writer._html.Append("</pre>").ToString();
    }

    private void Children(INode parent)
    {
        // By index: to ask a node for its next sibling is to search for the node among all siblings.
        INodeList children = parent.ChildNodes;
        for (int i = 0; i < children.Length; i++)
        {
            INode child = children[i];
            if (child is IText text)
            {
                Text(text.Data);
            }
            else if (child is IElement element)
            {
                Element(element);
            }
        }
    }

    private void Element(IElement element)
    {
        // Without their style, hidden words would be seen.
        if (HiddenElements.Is(element))
        {
            return;
        }

        string name = element.LocalName;
        if (!HtmlNames.Elements.Contains(name) || element.NamespaceUri != NamespaceNames.HtmlUri)
        {
            Children(element);
            return;
        }

        string? link = name == "a" ? SafeUrl.Link(element.GetAttribute("href")) : null;
        if ((name == "a" && link is null) || (name == "img" && !IsWorthShowing(element)))
        {
            Children(element);
            return;
        }

        _html.Append('<').Append(name);
        if (link is not null)
        {
            Attribute("href", link);
            Attribute("rel", "noopener noreferrer nofollow");
        }

        if (name == "img")
        {
            Image(element);
        }

        Attributes(element, name);
        _html.Append('>');
        if (HtmlNames.Void.Contains(name))
        {
            return;
        }

        // A parser drops the first line break in it, so that one more has to stand there.
        if (name == "pre" && element.TextContent.StartsWith('\n'))
        {
            _html.Append('\n');
        }

        Children(element);
        _html.Append("</").Append(name).Append('>');
    }

    private void Attributes(IElement element, string name)
    {
        Words(element, OfAll);
        Words(element, name switch
        {
            "table" or "td" or "th" => OfTables,
            "font" => OfFonts,
            "ol" or "ul" or "li" => OfLists,
            _ => [],
        });
        if (SafeCss.Of(element.GetAttribute("style")) is { } style)
        {
            Attribute("style", style);
        }

        if (element.GetAttribute("title") is { Length: > 0 and <= 500 } title)
        {
            Attribute("title", title);
        }
    }

    private void Words(IElement element, string[] names)
    {
        foreach (string name in names)
        {
            if (element.GetAttribute(name) is { Length: > 0 and <= 100 } value && value.AsSpan().IndexOfAnyExcept(WordCharacters) < 0)
            {
                Attribute(name, value);
            }
        }
    }

    // What a browser would fetch stands where it does not look for it; whoever wants to see the image can ask for it.
    private void Image(IElement element)
    {
        if (SafeUrl.OwnImage(element.GetAttribute("src")) is { } own)
        {
            Attribute("src", own);
        }
        else if ((SafeUrl.RemoteImage(element.GetAttribute("src")) ?? SafeUrl.RemoteImage(element.GetAttribute(RemoteSource))) is { } remote)
        {
            Attribute(RemoteSource, remote);
        }

        Attribute("alt", element.GetAttribute("alt") ?? string.Empty);
    }

    private static bool IsWorthShowing(IElement image)
    {
        bool source = SafeUrl.OwnImage(image.GetAttribute("src")) is not null
            || SafeUrl.RemoteImage(image.GetAttribute("src")) is not null
            || SafeUrl.RemoteImage(image.GetAttribute(RemoteSource)) is not null;
        return !TrackingPixel.Is(image) && (source || !string.IsNullOrWhiteSpace(image.GetAttribute("alt")));
    }

    private void Attribute(string name, string value)
    {
        _html.Append(' ').Append(name).Append("=\"");
        Escaped(value, quoted: true);
        _html.Append('"');
    }

    private void Text(string text) => Escaped(text, quoted: false);

    private void Escaped(ReadOnlySpan<char> text, bool quoted)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            _html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => quoted ? "&quot;" : "\"",
                '`' => quoted ? "&#96;" : "`",
                '\u00a0' => "&nbsp;",
                _ => string.Empty,
            });
            text = text[(at + 1)..];
        }

        _html.Append(text);
    }
}
