using System.Globalization;
using System.Text;
using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>Writes a message as a mail server takes it (RFC 5322, RFC 2045).</summary>
internal static class MimeWriter
{
    /// <summary>The same message, id and time give the same bytes.</summary>
    public static byte[] Write(EmailMessage message, Guid id, DateTimeOffset date)
    {
        var mail = new StringBuilder();
        Header("Date", date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Offset(date));
        Header("From", HeaderEncoding.Address(message.SenderAddress));
        Mailboxes("To", message.Recipients.To);
        Mailboxes("Cc", message.Recipients.CC);
        Mailboxes("Reply-To", message.ReplyTo);
        Header("Subject", HeaderEncoding.Text(message.Content.Subject));
        if (!message.Headers.Keys.Contains("Message-ID", StringComparer.OrdinalIgnoreCase))
        {
            Header("Message-ID", $"<{id:N}@{Domain(message.SenderAddress)}>");
        }

        foreach ((string name, string value) in message.Headers)
        {
            Header(name, HeaderEncoding.Text(value));
        }

        Header("MIME-Version", "1.0");
        Body(message, id).WriteTo(mail);
        if (!mail.ToString(mail.Length - 2, 2).Equals("\r\n", StringComparison.Ordinal))
        {
            mail.Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(mail.ToString());

        void Header(string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");

        void Mailboxes(string name, IList<EmailAddress> addresses)
        {
            if (addresses.Count > 0)
            {
                Header(name, HeaderEncoding.Mailboxes(addresses));
            }
        }
    }

    private static string Offset(DateTimeOffset date) =>
        date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static string Domain(string address)
    {
        string ascii = HeaderEncoding.Address(address);
        return ascii[(ascii.LastIndexOf('@') + 1)..];
    }

    private static MimePart Body(EmailMessage message, Guid id)
    {
        // The reader shows the last alternative that it can show, so HTML comes after plain text.
        var texts = new List<MimePart>(2);
        if (message.Content.PlainText is { Length: > 0 } plain)
        {
            texts.Add(MimePart.OfText("plain", plain));
        }

        if (message.Content.Html is { Length: > 0 } html)
        {
            texts.Add(MimePart.OfText("html", html));
        }

        MimePart text = MimePart.Multipart("alternative", $"=_{id:N}_a", texts);
        MimePart shown = MimePart.Multipart("related", $"=_{id:N}_r", [text, .. Attachments(message, inline: true)]);
        return MimePart.Multipart("mixed", $"=_{id:N}_m", [shown, .. Attachments(message, inline: false)]);
    }

    private static IEnumerable<MimePart> Attachments(EmailMessage message, bool inline) =>
        from attachment in message.Attachments
        where (attachment.ContentId is { Length: > 0 }) == inline
        select MimePart.OfBytes(AttachmentHeaders(attachment, inline), attachment.Content.ToMemory().Span);

    private static IEnumerable<string> AttachmentHeaders(EmailAttachment attachment, bool inline)
    {
        yield return $"Content-Type: {HeaderEncoding.Text(attachment.ContentType)}";
        yield return $"Content-Disposition: {(inline ? "inline" : "attachment")}; {FileName(attachment.Name)}";
        if (inline)
        {
            yield return $"Content-ID: <{HeaderEncoding.Text(attachment.ContentId!)}>";
        }
    }

    private static string FileName(string name) =>
        Ascii.IsValid(name) && !name.Any(character => character is '"' or '\\' || char.IsControl(character))
            ? $"filename=\"{name}\""
            : $"filename*=utf-8''{Uri.EscapeDataString(name)}";
}
