using AngleSharp.Dom;

namespace Support.Mail.Html;

/// <summary>Where the quoted mail begins, as mail programs mark it in their HTML, whatever the language.</summary>
/// <param name="Element">The first element that is quoted.</param>
/// <param name="Sign">By what that shows, for a person to read.</param>
internal sealed record QuoteHint(IElement Element, string Sign);

/// <summary>Looks for these marks.</summary>
internal static class QuoteHints
{
    // All from there to the end is quoted.
    private static readonly string[] CutIds = ["divRplyFwdMsg", "appendonsend", "x_divRplyFwdMsg", "x_appendonsend", "OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container", "ms-outlook-mobile-body-separator-line"];
    private static readonly string[] CutClasses = ["OutlookMessageHeader", "moz-email-headers-table", "ms-outlook-mobile-reference-message", "reply-separator"];

    // What stands in it is quoted; what stands below it may be an answer.
    private static readonly string[] HolderClasses =
        ["gmail_quote", "gmail_quote_container", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "gmx_quote", "fastmail_quote", "mail_quote", "yandex_quote", "front-blockquote"];

    /// <summary>The first mark below which nothing is answered; null when there is none, or nothing above it.</summary>
    public static QuoteHint? First(IElement body)
    {
        foreach (IElement element in body.Descendants<IElement>())
        {
            if (Cuts(element) is { } cut)
            {
                return HasTextAbove(body, element) ? new QuoteHint(element, cut) : null;
            }

            if (Holds(element) is { } holder)
            {
                bool last = HasTextAbove(body, element) && !HasAnswerWithin(element) && !HasTextBelow(body, element);
                return last ? new QuoteHint(element, holder) : null;
            }
        }

        return null;
    }

    private static string? Cuts(IElement element)
    {
        if (Array.Exists(CutIds, id => id.Equals(element.Id, StringComparison.Ordinal)))
        {
            return $"the element with id {element.Id} begins a quoted mail";
        }

        if (ClassOf(element, CutClasses) is { } name)
        {
            return $"the element of class {name} begins a quoted mail";
        }

        // Outlook draws a line above the headers of the mail that it quotes, by exactly this style.
        string style = (element.GetAttribute("style") ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        bool line = style.StartsWith("border:none;border-top:solid#", StringComparison.OrdinalIgnoreCase) && style.Contains("padding:3.0pt", StringComparison.OrdinalIgnoreCase);
        return line ? "Outlook's line above a quoted mail" : null;
    }

    private static string? Holds(IElement element)
    {
        if (ClassOf(element, HolderClasses) is { } name)
        {
            return $"the element of class {name} is a quoted mail";
        }

        return element.LocalName == "blockquote" && (element.GetAttribute("type") ?? string.Empty).Equals("cite", StringComparison.OrdinalIgnoreCase)
            ? "blockquote type=cite is a quoted mail"
            : null;
    }

    private static bool HasTextAbove(IElement body, IElement element) => new HtmlTextWriter(element).Write(body).Length > 0;

    private static bool HasAnswerWithin(IElement holder)
    {
        IElement? quote = holder.LocalName == "blockquote" ? null : holder.QuerySelector("blockquote");
        return quote is not null && HasTextBelow(holder, quote);
    }

    // Text that follows outside of quotes, up to that ancestor.
    private static bool HasTextBelow(IElement ancestor, IElement element)
    {
        for (INode? node = element; node is not null && !ReferenceEquals(node, ancestor) && node.Parent is not null; node = node.Parent)
        {
            INodeList siblings = node.Parent!.ChildNodes;
            int i = 0;
            while (!ReferenceEquals(siblings[i], node))
            {
                i++;
            }

            for (i++; i < siblings.Length; i++)
            {
                if (HasOwnText(siblings[i]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasOwnText(INode node) => node switch
    {
        IText text => !string.IsNullOrWhiteSpace(text.Data),
        IElement { LocalName: "blockquote" } => false,
        IElement element => ClassOf(element, HolderClasses) is null && element.ChildNodes.Any(HasOwnText),
        _ => false,
    };

    private static string? ClassOf(IElement element, string[] names) =>
        element.GetAttribute("class") is { Length: > 0 } classes
            ? Array.Find(classes.Split(' ', '\t', '\n'), name => names.Contains(name))
            : null;
}
