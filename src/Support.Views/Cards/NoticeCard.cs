using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Support.Views.Wording;

namespace Support.Views.Cards;

/// <summary>
/// Writes a notice as the message that a Teams Workflows webhook takes. Text blocks and fact sets render Markdown, and the
/// clients disagree about how to escape it, so those get our own words alone; what others wrote stands in rich text, which
/// renders none. Every text is cut so that the sum stays below what Teams accepts, even if each character needs six bytes.
/// </summary>
internal static class NoticeCard
{
    private const int QuotedLines = 12;
    private const int QuotedLineLength = 300;
    private const int QuotedLength = 1_200;

    private static readonly SearchValues<char> Markdown = SearchValues.Create("\\`*_{}[]()<>#|~/@&");

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(NoticeWords words)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
            json.WriteNull("contentUrl");
            json.WritePropertyName("content");
            WriteCard(json, words);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteCard(Utf8JsonWriter json, NoticeWords words)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.4");
        json.WriteStartObject("msteams");
        json.WriteString("width", "Full");
        json.WriteEndObject();
        json.WriteStartArray("body");
        WriteTitle(json, words);
        WriteRichText(json, ($"{words.Reference}  ", true), (words.TicketSubject, false));
        foreach (string paragraph in words.Opening)
        {
            WriteRichText(json, (paragraph, false));
        }

        if (words.Facts.Count > 0)
        {
            WriteFacts(json, words.Facts);
        }

        if (words.Quotation is { } quotation)
        {
            WriteQuotation(json, quotation);
        }

        WriteRichText(json, (words.Why, false));
        json.WriteEndArray();
        WriteAction(json, words);
        json.WriteEndObject();
    }

    private static void WriteTitle(Utf8JsonWriter json, NoticeWords words)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", words.Title);
        json.WriteString("size", "Large");
        json.WriteString("weight", "Bolder");
        json.WriteString("color", words.Tone.ToString());
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, IReadOnlyList<Fact> facts)
    {
        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (Fact fact in facts.Where(IsPlain))
        {
            json.WriteStartObject();
            json.WriteString("title", fact.Label);
            json.WriteString("value", fact.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        foreach (Fact fact in facts.Where(fact => !IsPlain(fact)))
        {
            WriteRichText(json, ($"{fact.Label}  ", true), (fact.Value, false));
        }
    }

    private static void WriteQuotation(Utf8JsonWriter json, Quotation quotation)
    {
        json.WriteStartObject();
        json.WriteString("type", "Container");
        json.WriteString("style", "emphasis");
        json.WriteStartArray("items");
        WriteRichText(json, (quotation.Intro, true));

        // Rich text has no line breaks that every client shows, so each line is a block of its own.
        string text = CleanText.Cut(quotation.Text, QuotedLength);
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines.Take(QuotedLines))
        {
            WriteRichText(json, (CleanText.Cut(line, QuotedLineLength), false));
        }

        if (lines.Length > QuotedLines)
        {
            WriteRichText(json, ("…", false));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRichText(Utf8JsonWriter json, params ReadOnlySpan<(string Text, bool Bold)> runs)
    {
        json.WriteStartObject();
        json.WriteString("type", "RichTextBlock");
        json.WriteStartArray("inlines");
        foreach ((string text, bool bold) in runs)
        {
            json.WriteStartObject();
            json.WriteString("type", "TextRun");
            json.WriteString("text", text);
            if (bold)
            {
                json.WriteString("weight", "Bolder");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, NoticeWords words)
    {
        json.WriteStartArray("actions");
        json.WriteStartObject();
        json.WriteString("type", "Action.OpenUrl");
        json.WriteString("title", words.ActionLabel);
        json.WriteString("url", words.Link.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static bool IsPlain(Fact fact) => !fact.UserText && !fact.Value.AsSpan().ContainsAny(Markdown);
}
