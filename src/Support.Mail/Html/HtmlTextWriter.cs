using System.Globalization;
using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>Walks a tree, which the sieve made shallow, and writes what a reader sees.</summary>
/// <param name="stop">The element at which to stop, for what stands above it; null to read all.</param>
internal sealed class HtmlTextWriter(IElement? stop)
{
    private readonly TextLines _lines = new();
    private bool _stopped;
    private int _pre;

    public string Write(IElement body)
    {
        Children(body);
        return _lines.ToString();
    }

    private void Children(INode parent)
    {
        // By index: to ask a node for its next sibling is to search for the node among all siblings.
        INodeList children = parent.ChildNodes;
        for (int i = 0; i < children.Length && !_stopped; i++)
        {
            INode child = children[i];
            if (child is IText text)
            {
                if (_pre > 0)
                {
                    _lines.Preformatted(text.Data);
                }
                else
                {
                    _lines.Words(text.Data);
                }
            }
            else if (child is IElement element)
            {
                Element(element);
            }
        }
    }

    private void Element(IElement element)
    {
        _stopped |= ReferenceEquals(element, stop);
        if (_stopped || HiddenElements.Is(element))
        {
            return;
        }

        switch (element.LocalName)
        {
            case "br":
                _lines.EndLine();
                break;
            case "hr":
                _lines.Paragraph();
                _lines.Word("---");
                _lines.Paragraph();
                break;
            case "img":
                Image(element);
                break;
            case "a":
                Link(element);
                break;
            case "blockquote":
                Block(element, paragraph: true, "> ");
                break;
            case "ul" or "ol":
                List(element);
                break;
            case "tr":
                Row(element);
                break;
            case "pre":
                _pre++;
                Block(element, paragraph: true);
                _pre--;
                break;
            case "p":
                Block(element, paragraph: !WordParagraph.Is(element));
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "table" or "dl":
                Block(element, paragraph: true);
                break;
            case var name when HtmlNames.Blocks.Contains(name):
                Block(element, paragraph: false);
                break;
            default:
                Children(element);
                break;
        }
    }

    private void Block(IElement element, bool paragraph, string? prefix = null)
    {
        Part(paragraph);
        if (prefix is not null)
        {
            _lines.Push(prefix);
        }

        Children(element);
        _lines.Break();
        if (prefix is not null)
        {
            _lines.Pop();
        }

        Part(paragraph);
    }

    private void Part(bool paragraph)
    {
        if (paragraph)
        {
            _lines.Paragraph();
        }
        else
        {
            _lines.Break();
        }
    }

    private void List(IElement list)
    {
        bool nested = list.ParentElement?.LocalName is "li" or "ul" or "ol";
        Part(!nested);
        int number = int.TryParse(list.GetAttribute("start"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int start) ? start : 1;
        INodeList children = list.ChildNodes;
        for (int i = 0; i < children.Length && !_stopped; i++)
        {
            INode child = children[i];
            if (child is IElement { LocalName: "li" } item)
            {
                string marker = list.LocalName == "ol" ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ";
                number = number == int.MaxValue ? 1 : number + 1;
                _lines.Break();
                _lines.Push(new string(' ', marker.Length));
                _lines.Mark(marker);
                Element(item);
                _lines.Break();
                _lines.Pop();
                _lines.Unmark();
            }
            else if (child is IElement other)
            {
                Element(other);
            }
        }

        Part(!nested);
    }

    // A row of short cells is one line; a row that only lays out a page is as many as it has.
    private void Row(IElement row)
    {
        List<IElement> cells = [.. row.Children.Where(cell => cell.LocalName is "td" or "th")];
        _lines.Break();
        if (cells.Count < 2 || cells.Exists(HoldsBlocks))
        {
            Children(row);
            _lines.Break();
            return;
        }

        bool first = true;
        foreach (IElement cell in cells.Where(cell => !string.IsNullOrWhiteSpace(cell.TextContent) || cell.QuerySelector("img") is not null))
        {
            if (!first)
            {
                _lines.Word("| ");
            }

            first = false;
            Children(cell);
        }

        _lines.Break();
    }

    private static bool HoldsBlocks(IElement cell) =>
        cell.Descendants<IElement>().Any(element => element.LocalName == "br" || HtmlNames.Blocks.Contains(element.LocalName));

    private void Link(IElement link)
    {
        string before = link.TextContent.Trim();
        Children(link);
        if (SafeUrl.Link(link.GetAttribute("href")) is { } url && before.Length > 0 && !LinkText.IsSame(before, url))
        {
            _lines.Word($"({LinkText.Of(url)})");
        }
    }

    private void Image(IElement image)
    {
        string alt = (image.GetAttribute("alt") ?? string.Empty).Trim();
        if (alt.Length is > 0 and <= 500 && !TrackingPixel.Is(image))
        {
            _lines.Word($"[{alt.ReplaceLineEndings(" ")}]");
        }
    }
}
