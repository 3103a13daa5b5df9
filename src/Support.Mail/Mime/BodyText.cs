using System.Net;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>What of a mail, or of a part, is there to be read: as plain text, as HTML, or as both.</summary>
/// <param name="Plain">The plain text; null when some of it is there as HTML only.</param>
/// <param name="Html">The HTML; null when it is all plain.</param>
internal sealed record BodyText(string? Plain, string? Html)
{
    private bool IsBlank => string.IsNullOrWhiteSpace(Plain) && string.IsNullOrWhiteSpace(Html);

    /// <summary>The texts one after the other. Where one of them has HTML only, so has the whole.</summary>
    public static BodyText? InOrder(IReadOnlyList<BodyText> texts)
    {
        List<BodyText> written = [.. texts.Where(text => !text.IsBlank)];
        if (written.Count <= 1)
        {
            return written.Count == 1 ? written[0] : texts.Count > 0 ? texts[0] : null;
        }

        bool hasHtml = written.Exists(text => text.Html is not null);
        bool allPlain = written.TrueForAll(text => text.Plain is not null);
        return new BodyText(
            allPlain ? Joined(written.Select(text => text.Plain!), "\n\n") : null,
            hasHtml ? Joined(written.Select(text => text.Html ?? ToHtml(text.Plain!)), "\n") : null);
    }

    /// <summary>The same text in several forms, the best one last (RFC 2046, 5.1.4).</summary>
    public static BodyText? OneOf(IReadOnlyList<BodyText> texts)
    {
        string? html = texts.LastOrDefault(text => !string.IsNullOrWhiteSpace(text.Html))?.Html;
        string? plain = texts.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Plain))?.Plain;
        // A plain part that is empty says nothing; the HTML does.
        plain ??= html is null ? texts.FirstOrDefault(text => text.Plain is not null)?.Plain : null;
        return plain is null && html is null ? texts.Count > 0 ? texts[0] : null : new BodyText(plain, html);
    }

    private static string Joined(IEnumerable<string> texts, string between)
    {
        var joined = new StringBuilder();
        foreach (string text in texts)
        {
            if (joined.Length > 0)
            {
                joined.Append(between);
            }

            joined.Append(text.AsSpan().Trim('\n'));
        }

        return joined.ToString();
    }

    private static string ToHtml(string plain) => $"<div style=\"white-space: pre-wrap\">{WebUtility.HtmlEncode(plain)}</div>";
}
