using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Support.Mail.Html;

/// <summary>
/// Makes a stranger's HTML safe to show: a list says what may stay, all else goes. Nothing runs, nothing is fetched when it is
/// shown, nothing is sent. What comes out is parsed and written again until it stays the same, so that no browser finds in it
/// what this parser did not.
/// </summary>
public static class SafeHtml
{
    private const int RoundsMax = 4;

    /// <summary>The safe part of that HTML, as the content of a body element; empty when nothing is left.</summary>
    public static string Of(string html) => Of(html, []);

    internal static string Of(string html, List<string> remarks) => Of(Tree(html, remarks));

    internal static string Of(IElement body)
    {
        string safe = SafeHtmlWriter.Write(body);
        for (int round = 0; round < RoundsMax; round++)
        {
            string again = SafeHtmlWriter.Write(Tree(safe, []));
            if (again == safe)
            {
                return safe;
            }

            safe = again;
        }

        // Tags that fall otherwise at every reading are not worth showing: their text is.
        return SafeHtmlWriter.Preformatted(HtmlText.Of(safe));
    }

    internal static IElement Tree(string html, List<string> remarks)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        return parser.ParseDocument(HtmlSieve.Of(html, remarks)).Body!;
    }
}
