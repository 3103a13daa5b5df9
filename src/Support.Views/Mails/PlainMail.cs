using System.Text;
using Support.Views.Wording;

namespace Support.Views.Mails;

/// <summary>Writes a mail as plain text. Our own sentences are wrapped; what somebody wrote keeps the lines it was written in.</summary>
internal static class PlainMail
{
    private const int Columns = 76;

    public static string Of(NoticeWords words)
    {
        var text = new StringBuilder();
        Wrap(text, words.Title);
        Wrap(text, $"{words.Reference} · {words.TicketSubject}");
        text.Append('\n');
        if (words.Greeting is { } greeting)
        {
            Paragraph(text, greeting);
        }

        Paragraphs(text, words.Opening);
        if (words.Quotation is { } quotation)
        {
            Quote(text, quotation);
        }

        Facts(text, words.Facts);
        Paragraphs(text, words.Closing);
        text.Append(words.ActionLabel).Append(":\n").Append(words.Link.AbsoluteUri).Append("\n\n");
        Wrap(text, words.Why);
        Wrap(text, words.Organisation);
        return text.ToString();
    }

    private static void Paragraphs(StringBuilder text, IReadOnlyList<string> paragraphs)
    {
        foreach (string paragraph in paragraphs)
        {
            Paragraph(text, paragraph);
        }
    }

    private static void Paragraph(StringBuilder text, string paragraph)
    {
        Wrap(text, paragraph);
        text.Append('\n');
    }

    private static void Quote(StringBuilder text, Quotation quotation)
    {
        Paragraph(text, quotation.Intro);
        foreach (string line in quotation.Text.Split('\n'))
        {
            // The desk's own answer is the mail; only what comes from the other side is marked as quoted.
            string mark = quotation.FromDesk ? string.Empty : line.Length == 0 ? ">" : "> ";
            text.Append(mark).Append(line).Append('\n');
        }

        text.Append('\n');
    }

    private static void Facts(StringBuilder text, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        int indent = facts.Max(fact => fact.Label.Length) + 3;
        foreach (Fact fact in facts)
        {
            text.Append($"{fact.Label}:".PadRight(indent));
            Wrap(text, fact.Value, indent);
        }

        text.Append('\n');
    }

    // The first line starts where the text stands; the lines after it are indented to the same column.
    private static void Wrap(StringBuilder text, string sentence, int indent = 0)
    {
        int column = indent;
        foreach (string word in sentence.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > Columns)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }

            if (column > indent)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
