using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>Writes HTML as a text that reads well: paragraphs, lists, tables as lines, links with their addresses, quotes with marks.</summary>
public static class HtmlText
{
    /// <summary>The text of that HTML, lines parted by <c>\n</c>.</summary>
    public static string Of(string html) => Of(SafeHtml.Tree(html, []));

    internal static string Of(IElement body) => new HtmlTextWriter(null).Write(body);
}
