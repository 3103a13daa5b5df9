using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>
/// What no mail may be, whichever way it goes. Above all: nothing that comes from outside may end a header line, or a
/// requester could write headers and recipients of his own.
/// </summary>
internal static class MessageRules
{
    // A header name is printable ASCII but for the colon.
    private const char FirstNameCharacter = '!';
    private const char LastNameCharacter = '~';

    /// <summary>Headers that are made from the message's own parts, so that there cannot be two of them.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Bcc", "Cc", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Reply-To", "Subject", "To",
    };

    public static void Check(EmailMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        CheckAddress(message.SenderAddress, nameof(EmailMessage.SenderAddress));
        CheckAddresses(message.Recipients.To, nameof(EmailRecipients.To));
        CheckAddresses(message.Recipients.CC, nameof(EmailRecipients.CC));
        CheckAddresses(message.Recipients.BCC, nameof(EmailRecipients.BCC));
        CheckAddresses(message.ReplyTo, nameof(EmailMessage.ReplyTo));
        if (message.Recipients.To.Count + message.Recipients.CC.Count + message.Recipients.BCC.Count == 0)
        {
            throw new ArgumentException("A mail needs a recipient.", nameof(message));
        }

        if (string.IsNullOrEmpty(message.Content.PlainText) && string.IsNullOrEmpty(message.Content.Html))
        {
            throw new ArgumentException("A mail needs a text, plain or HTML.", nameof(message));
        }

        MailLimits.CheckRecipients(message);
        CheckValue(message.Content.Subject, nameof(EmailContent.Subject));
        foreach ((string name, string value) in message.Headers)
        {
            CheckHeaderName(name);
            CheckValue(value, name);
        }

        foreach (EmailAttachment attachment in message.Attachments)
        {
            CheckValue(attachment.Name, nameof(EmailAttachment.Name));
            CheckValue(attachment.ContentType, nameof(EmailAttachment.ContentType));
            CheckValue(attachment.ContentId ?? "", nameof(EmailAttachment.ContentId));
        }
    }

    private static void CheckHeaderName(string name)
    {
        if (name.Length == 0 || name.Any(character => character is < FirstNameCharacter or > LastNameCharacter or ':'))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a header.", nameof(name));
        }

        if (Reserved.Contains(name))
        {
            throw new ArgumentException($"The header {name} is made from the message itself.", nameof(name));
        }
    }

    private static void CheckAddresses(IEnumerable<EmailAddress> addresses, string what)
    {
        foreach (EmailAddress address in addresses)
        {
            CheckAddress(address.Address, what);
            CheckValue(address.DisplayName, what);
        }
    }

    private static void CheckAddress(string address, string what)
    {
        int at = address?.LastIndexOf('@') ?? -1;
        if (at <= 0
            || at == address!.Length - 1
            || address.Any(character => character is '<' or '>' or ' ' or ',' or ';' || char.IsControl(character)))
        {
            throw new ArgumentException($"{what}: '{address}' is no mail address.", nameof(address));
        }
    }

    private static void CheckValue(string value, string what)
    {
        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException($"{what} has a line break or a null character in it.", nameof(value));
        }
    }
}
