using System.Net.Mail;
using System.Text;
using Support.Mail;
using Support.Mail.Parts;

namespace Support.Functions.Intake.Email;

/// <summary>Reads an arrived mail into the one normal form, whoever delivered it.</summary>
internal static class MailReading
{
    /// <summary>Reads it.</summary>
    public static InboundMail Read(ArrivedMail arrived)
    {
        MailParts parts = arrived.Parts ?? Plain(arrived.Original);
        string text = parts.Text ?? string.Empty;
        return new InboundMail
        {
            MessageId = parts.Headers.First("Message-ID"),
            From = MailAddress.TryCreate(parts.Headers.First("From"), out MailAddress? from) ? new Mailbox(from.Address, from.DisplayName) : null,
            Subject = parts.Headers.First("Subject") ?? string.Empty,
            Headers = parts.Headers,
            Text = text,
            ReplyText = text,
            Attachments = parts.Attachments,
            Envelope = arrived.Envelope,
        };
    }

    private static MailParts Plain(ReadOnlyMemory<byte> raw)
    {
        string all = Encoding.UTF8.GetString(raw.Span).Replace("\r\n", "\n", StringComparison.Ordinal);
        int end = all.IndexOf("\n\n", StringComparison.Ordinal);
        string head = end < 0 ? all : all[..end];
        IEnumerable<MailHeader> headers =
            from line in head.Replace("\n ", " ", StringComparison.Ordinal).Split('\n')
            let colon = line.IndexOf(':', StringComparison.Ordinal)
            where colon > 0
            select new MailHeader(line[..colon], line[(colon + 1)..].Trim());
        return new MailParts { Headers = new MailHeaders([.. headers]), Text = end < 0 ? string.Empty : all[(end + 2)..] };
    }
}
