using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Support.Local.Hosting.Web;

namespace Support.Local.Hosting.Teams;

/// <summary>Shows the cards of the channel, as far as our own cards go: texts, facts, columns, links.</summary>
internal static class TeamsPage
{
    public static string Render(IReadOnlyList<ReceivedCard> newestFirst)
    {
        var page = new StringBuilder("<h1>Teams channel</h1>");
        if (newestFirst.Count == 0)
        {
            page.Append("<p>Nothing has been posted yet.</p>");
        }

        foreach (ReceivedCard received in newestFirst)
        {
            page.Append("<article><time>")
                .Append(received.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture))
                .Append("</time>");
            foreach (JsonElement card in AdaptiveCards.In(received.Message))
            {
                AppendElements(page, AdaptiveCards.Array(card, "body"));
                AppendActions(page, card);
            }

            page.Append("</article>");
        }

        return Html.Page("Teams channel", refresh: true, page.ToString());
    }

    private static void AppendElements(StringBuilder page, IEnumerable<JsonElement> elements)
    {
        foreach (JsonElement element in elements)
        {
            AppendElement(page, element);
        }
    }

    private static void AppendElement(StringBuilder page, JsonElement element)
    {
        switch (AdaptiveCards.Text(element, "type"))
        {
            case "TextBlock":
                page.Append("<p class=\"").Append(Classes(element)).Append("\">").Append(Encode(AdaptiveCards.Text(element, "text"))).Append("</p>");
                break;
            case "RichTextBlock":
                AppendInlines(page, element);
                break;
            case "FactSet":
                AppendFacts(page, element);
                break;
            case "ColumnSet":
                foreach (JsonElement column in AdaptiveCards.Array(element, "columns"))
                {
                    AppendElements(page, AdaptiveCards.Array(column, "items"));
                }

                break;
            case "ActionSet":
                AppendActions(page, element);
                break;
            default:
                AppendElements(page, AdaptiveCards.Array(element, "items"));
                break;
        }
    }

    private static void AppendFacts(StringBuilder page, JsonElement factSet)
    {
        page.Append("<dl>");
        foreach (JsonElement fact in AdaptiveCards.Array(factSet, "facts"))
        {
            page.Append("<dt>").Append(Encode(AdaptiveCards.Text(fact, "title"))).Append("</dt><dd>").Append(Encode(AdaptiveCards.Text(fact, "value"))).Append("</dd>");
        }

        page.Append("</dl>");
    }

    private static void AppendInlines(StringBuilder page, JsonElement richText)
    {
        page.Append("<p>");
        foreach (JsonElement inline in AdaptiveCards.Array(richText, "inlines"))
        {
            // An inline is a run of text, or for short just its text.
            string? text = inline.ValueKind == JsonValueKind.String ? inline.GetString() : AdaptiveCards.Text(inline, "text");
            page.Append("<span class=\"").Append(Classes(inline)).Append("\">").Append(Encode(text)).Append("</span>");
        }

        page.Append("</p>");
    }

    private static void AppendActions(StringBuilder page, JsonElement element)
    {
        foreach (JsonElement action in AdaptiveCards.Array(element, "actions"))
        {
            string title = Encode(AdaptiveCards.Text(action, "title"));
            bool isLink = Uri.TryCreate(AdaptiveCards.Text(action, "url"), UriKind.Absolute, out Uri? url)
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
            page.Append("<p>").Append(isLink ? $"<a href=\"{Encode(url!.AbsoluteUri)}\">{title}</a>" : title).Append("</p>");
        }
    }

    private static string Classes(JsonElement text)
    {
        bool large = AdaptiveCards.Text(text, "size") is { } size && (size.Equals("large", StringComparison.OrdinalIgnoreCase) || size.Equals("medium", StringComparison.OrdinalIgnoreCase));
        bool bolder = string.Equals(AdaptiveCards.Text(text, "weight"), "bolder", StringComparison.OrdinalIgnoreCase);
        bool subtle = text.ValueKind == JsonValueKind.Object && text.TryGetProperty("isSubtle", out JsonElement isSubtle) && isSubtle.ValueKind == JsonValueKind.True;
        return string.Join(' ', new[] { large ? "large" : null, bolder ? "bolder" : null, subtle ? "subtle" : null }.OfType<string>());
    }

    private static string Encode(string? text) => WebUtility.HtmlEncode(text ?? string.Empty);
}
