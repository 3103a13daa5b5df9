using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>
/// Paragraphs of Word, and of whoever else sets their margins to nothing: there is no space between them, and their writers
/// leave a blank one where they want it.
/// </summary>
internal static class WordParagraph
{
    /// <summary>Whether a paragraph is one.</summary>
    public static bool Is(IElement paragraph) =>
        (paragraph.GetAttribute("class") ?? string.Empty).StartsWith("Mso", StringComparison.Ordinal)
        || TrackingPixel.Declarations(paragraph.GetAttribute("style")).Any(declaration =>
            declaration.Property is "margin" or "margin-bottom" && declaration.Value.StartsWith('0') && !declaration.Value.Contains("em", StringComparison.Ordinal));
}
