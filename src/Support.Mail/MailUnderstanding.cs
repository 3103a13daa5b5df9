using Support.Mail.Authentication;
using Support.Mail.Bounces;
using Support.Mail.Html;
using Support.Mail.Machines;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Support.Mail.Replies;

namespace Support.Mail;

/// <summary>Makes the normal form of a mail of its parts.</summary>
internal static class MailUnderstanding
{
    private const int MailboxesMax = 500;
    private const int ReferencesMax = 200;
    private const int SubjectCharactersMax = 998;

    public static InboundMail Of(MailParts parts, MailEnvelope envelope, MailIdentity own)
    {
        var remarks = new List<string>(parts.Remarks);
        MailHeaders headers = parts.Headers;
        InboundMail mail = Addressed(headers, remarks) with
        {
            Envelope = envelope,
            Headers = headers,
            Attachments = parts.Attachments,
        };
        mail = Written(mail, parts, remarks);
        Bounce? report = Reports.Of(parts, mail, envelope);
        return mail with
        {
            Bounce = report is { IsBounce: true } ? report : null,
            Machine = MachineRules.Judge(SignsOf(mail, own, report)),
            Authentication = AuthenticationRules.Of(headers, envelope, own, mail.From),
            Remarks = remarks,
        };
    }

    private static InboundMail Addressed(MailHeaders headers, List<string> remarks)
    {
        Mailbox? from = Mailboxes(headers, "From", remarks) is [var first, ..] ? first : null;
        if (from is null && Mailboxes(headers, "Sender", remarks) is [var sender, ..])
        {
            remarks.Add("From names nobody; the mailbox under Sender is taken for it.");
            from = sender;
        }

        string? date = headers.First("Date");
        DateTimeOffset? written = MailDate.Read(date);
        if (date is not null && written is null)
        {
            remarks.Add("The date cannot be read and is left out.");
        }

        string subject = EncodedWords.Decode(headers.First("Subject") ?? string.Empty).Trim();
        if (subject.Length > SubjectCharactersMax)
        {
            remarks.Add($"The subject is cut after {SubjectCharactersMax} characters.");
            subject = Cut(subject, SubjectCharactersMax);
        }

        return new InboundMail
        {
            MessageId = MessageIds.Read(headers.First("Message-ID")) is [var id, ..] ? id : null,
            From = from,
            ReplyTo = Mailboxes(headers, "Reply-To", remarks),
            To = Mailboxes(headers, "To", remarks),
            Cc = Mailboxes(headers, "Cc", remarks),
            Subject = subject,
            Date = written,
            References = References(headers),
        };
    }

    private static List<Mailbox> Mailboxes(MailHeaders headers, string name, List<string> remarks)
    {
        List<Mailbox> mailboxes = [.. headers.All(name).SelectMany(Addresses.Read).Take(MailboxesMax + 1)];
        if (mailboxes.Count > MailboxesMax)
        {
            mailboxes.RemoveAt(MailboxesMax);
            remarks.Add($"{name} names more than {MailboxesMax} mailboxes; the rest is left out.");
        }

        return mailboxes;
    }

    private static List<string> References(MailHeaders headers)
    {
        IEnumerable<string> answered = headers.All("In-Reply-To").SelectMany(MessageIds.Read);
        IEnumerable<string> before = headers.All("References").SelectMany(MessageIds.Read).Reverse();
        return [.. answered.Concat(before).Distinct(StringComparer.Ordinal).Take(ReferencesMax)];
    }

    private static InboundMail Written(InboundMail mail, MailParts parts, List<string> remarks)
    {
        bool forwarded = SubjectLine.IsForwarded(mail.Subject);
        HtmlReading? html = string.IsNullOrWhiteSpace(parts.Html) ? null : HtmlReading.Of(parts.Html, remarks);
        bool plain = !string.IsNullOrWhiteSpace(parts.Text) || html is null;
        string text = (plain ? parts.Text : html?.Text) ?? string.Empty;
        mail = mail with { Text = text, Html = html?.Safe };
        return plain || forwarded || html?.TextAboveQuote is not { } above
            ? WithReply(mail, ReplyText.Of(text, forwarded))
            : WithReply(mail, ReplyText.Of(above) with { Reason = html.Sign });
    }

    private static InboundMail WithReply(InboundMail mail, ReplyParts reply) => reply.New.Length > 0
        ? mail with { ReplyText = reply.New, ReplyReason = reply.Reason }
        : mail with { ReplyText = mail.Text, ReplyReason = reply.Reason is null ? null : $"{reply.Reason}; nothing would be left, so that the whole text is kept" };

    private static MachineSigns SignsOf(InboundMail mail, MailIdentity own, Bounce? report) => new()
    {
        Headers = mail.Headers,
        Subject = mail.Subject,
        From = mail.From,
        ReplyTo = mail.ReplyTo,
        MessageId = mail.MessageId,
        Envelope = mail.Envelope,
        Own = own,
        Report = report,
    };

    // Never between the two halves of a character.
    private static string Cut(string text, int length) =>
        text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
