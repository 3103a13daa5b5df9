using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>What a mail's HTML says.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Safe">What is safe to show; null when nothing is left.</param>
/// <param name="TextAboveQuote">The text above the quoted mail, where the HTML marks one; else null.</param>
/// <param name="Sign">By which mark; null where there is none.</param>
internal sealed record HtmlReading(string Text, string? Safe, string? TextAboveQuote, string? Sign)
{
    public static HtmlReading Of(string html, List<string> remarks)
    {
        IElement body = SafeHtml.Tree(html, remarks);
        QuoteHint? hint = QuoteHints.First(body);
        string safe = SafeHtml.Of(body);
        return new HtmlReading(
            HtmlText.Of(body),
            safe.Length == 0 ? null : safe,
            hint is null ? null : new HtmlTextWriter(hint.Element).Write(body),
            hint?.Sign);
    }
}
