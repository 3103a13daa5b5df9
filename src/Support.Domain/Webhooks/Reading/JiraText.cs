using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Support.Domain.Webhooks.Reading;

/// <summary>Texts of Jira, which are wiki markup or a tree (Atlassian Document Format), as plain text.</summary>
internal static partial class JiraText
{
    // Deeper than any editor lets people nest; what lies below is left out.
    private const int DepthMax = 40;

    /// <summary>The text; null for none.</summary>
    public static string? Of(PayloadNode node)
    {
        if (!node.IsObject)
        {
            return PayloadText.Block(node.Raw() is { } wiki ? Plain(wiki) : null);
        }

        var text = new StringBuilder();
        Write(node, text, "", 0);
        return PayloadText.Block(text.ToString());
    }

    private static string Plain(string wiki)
    {
        string text = wiki.Length <= PayloadText.TextLengthMax ? wiki : PayloadText.Cut(wiki, PayloadText.TextLengthMax);
        text = Macro().Replace(text, "");
        text = NamedLink().Replace(text, "$1 ($2)");
        text = Link().Replace(text, "$1");
        return Heading().Replace(text, "");
    }

    private static void Write(PayloadNode node, StringBuilder text, string indent, int depth)
    {
        // Bounded twice: a payload cannot make a text that is much longer than itself.
        if (depth > DepthMax || text.Length > PayloadText.TextLengthMax)
        {
            return;
        }

        switch (node["type"].Raw())
        {
            case "text":
                text.Append(node["text"].Raw());
                Linked(node, text);
                break;
            case "hardBreak":
                text.Append('\n').Append(indent);
                break;
            case "mention" or "emoji" or "status" or "date":
                text.Append(node["attrs"]["text"].Raw() ?? node["attrs"]["shortName"].Raw());
                break;
            case "inlineCard" or "blockCard" or "embedCard":
                text.Append(node["attrs"]["url"].Url());
                break;
            case "bulletList" or "orderedList" or "taskList":
                WriteList(node, text, indent, depth);
                break;
            case "tableRow":
                WriteRow(node, text, indent, depth);
                break;
            case "paragraph" or "heading" or "codeBlock" or "rule":
                Inside(node, text, indent, depth);
                text.Append('\n').Append(indent);
                break;
            default:
                Inside(node, text, indent, depth);
                break;
        }
    }

    private static void Inside(PayloadNode node, StringBuilder text, string indent, int depth)
    {
        foreach (PayloadNode item in node["content"].Items())
        {
            Write(item, text, indent, depth + 1);
        }
    }

    private static void WriteList(PayloadNode node, StringBuilder text, string indent, int depth)
    {
        bool ordered = node["type"].Raw() == "orderedList";
        int number = 0;
        foreach (PayloadNode item in node["content"].Items())
        {
            number++;
            text.Append(ordered ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ");
            Inside(item, text, indent + "  ", depth + 1);
            Outdent(text, indent);
        }
    }

    private static void WriteRow(PayloadNode node, StringBuilder text, string indent, int depth)
    {
        bool first = true;
        foreach (PayloadNode cell in node["content"].Items())
        {
            text.Append(first ? "" : " | ");
            first = false;
            Inside(cell, text, indent, depth + 1);
            while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
            {
                text.Length--;
            }
        }

        text.Append('\n').Append(indent);
    }

    // A paragraph leaves a new line with the indent of what it stood in.
    private static void Outdent(StringBuilder text, string indent)
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            text.Length--;
        }

        text.Append('\n').Append(indent);
    }

    private static void Linked(PayloadNode node, StringBuilder text)
    {
        foreach (PayloadNode mark in node["marks"].Items())
        {
            if (mark["type"].Raw() == "link" && mark["attrs"]["href"].Url() is { } url && url.ToString() != node["text"].Raw())
            {
                text.Append(" (").Append(url).Append(')');
            }
        }
    }

    [GeneratedRegex(@"\{(?:code|noformat|quote|color|panel)(?::[^}\n]{0,200})?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Macro();

    [GeneratedRegex(@"\[([^\[\]|\n]{1,300})\|(https?://[^\[\]|\s]{1,1000})\]", RegexOptions.NonBacktracking)]
    private static partial Regex NamedLink();

    [GeneratedRegex(@"\[(https?://[^\[\]|\s]{1,1000})\]", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^h[1-6]\. ", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();
}
