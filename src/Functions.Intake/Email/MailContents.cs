using System.Globalization;
using System.Text;
using Support.Domain.Tickets;
using Support.Functions.Intake.Tickets;
using Support.Mail;
using Support.Platform.Attachments;
using Support.Platform.Content;
using Support.Platform.Links;
using Support.Platform.Mail;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Email;

/// <summary>What a message is made of.</summary>
/// <param name="Text">What is new in the mail, with what is to be said of its files.</param>
/// <param name="Enclosures">Its files, and the mail itself.</param>
public sealed record MailMessage(string Text, Enclosures Enclosures);

/// <summary>Keeps what a mail is made of. Repeated, it keeps the same under the same names.</summary>
public sealed class MailContents(ContentStore contents, AttachmentIntake attachments, KeyRing keys)
{
    // Room for what is said of files beside the text.
    private const int TextLengthMax = TicketSubmission.TextLengthMax - 8 * 1024;
    private const int MessageIdLengthMax = 998;
    private const int RefusedLengthMax = 4 * 1024;

    /// <summary>Keeps a mail as it came, before anything else is done with it.</summary>
    public async Task<KeptMail> KeepAsync(ArrivedMail arrived, CancellationToken cancellationToken)
    {
        MailSigner signer = await MailSigner.OfAsync(keys, cancellationToken);
        string name = signer.ContentName($"{arrived.Provider}\n{arrived.ContentType}", arrived.Original.Span);
        await contents.PutAsync(name, arrived.Original, arrived.ContentType, null, cancellationToken);
        return new KeptMail
        {
            Content = name,
            ContentType = arrived.ContentType,
            Provider = arrived.Provider,
            ProviderId = arrived.ProviderId,
            EnvelopeFrom = arrived.Envelope.From,
            EnvelopeTo = arrived.Envelope.To,
            AuthenticationResults = arrived.Envelope.AuthenticationResults,
        };
    }

    /// <summary>Keeps the files, the HTML and the whole text of a mail, and makes a message of it.</summary>
    public async Task<MailMessage> MessageAsync(InboundMail mail, KeptMail kept, IntakeReceipt receipt, CancellationToken cancellationToken)
    {
        MailSigner signer = await MailSigner.OfAsync(keys, cancellationToken);
        IncomingFile[] incoming = [.. mail.Attachments.Select(static file => new IncomingFile(file.Name, file.Content, file.ContentId))];
        KeptFiles files = await attachments.KeepAllAsync(incoming, receipt.CommandKey, cancellationToken);
        string text = mail.ReplyText.Trim().Length > 0 ? mail.ReplyText : mail.Text;
        var source = new MessageSource
        {
            Id = mail.MessageId is { Length: <= MessageIdLengthMax } id ? id : null,
            Subject = MailText.Line(mail.Subject, TicketSubmission.SubjectLengthMax) is { Length: > 0 } subject ? subject : null,
            WrittenAt = mail.Date,
            Original = kept.Content,
            Html = mail.Html is { } html ? await PutAsync(signer, kept, "text/html; charset=utf-8", html, cancellationToken) : null,
            WholeText = mail.Text != text ? await PutAsync(signer, kept, "text/plain; charset=utf-8", mail.Text, cancellationToken) : null,
            Trust = Trust(mail.Authentication),
        };
        return new MailMessage(Text(text, files.Refused), new Enclosures { Files = files.Files, Source = source });
    }

    private async Task<string> PutAsync(MailSigner signer, KeptMail kept, string contentType, string text, CancellationToken cancellationToken)
    {
        string name = signer.ContentName(contentType, Encoding.ASCII.GetBytes(kept.Content));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        await contents.PutAsync(name, bytes.AsMemory(0, Math.Min(bytes.Length, ContentStore.BytesMax)), contentType, null, cancellationToken);
        return name;
    }

    private static string Text(string text, IReadOnlyList<string> refused)
    {
        string said = MailText.Lines(text, TextLengthMax);
        said = said.Trim().Length > 0 ? said : "(no text)";
        return refused.Count == 0
            ? said
            : $"{said}\n\n{MailText.Lines(string.Join('\n', refused.Select(static sentence => $"[{sentence}]")), RefusedLengthMax)}";
    }

    private static string? Trust(SenderAuthentication authentication)
    {
        IEnumerable<string> found = new[] { ("dmarc", authentication.Dmarc), ("dkim", authentication.Dkim), ("spf", authentication.Spf) }
            .Where(static result => result.Item2 is not null)
            .Select(static result => string.Create(CultureInfo.InvariantCulture, $"{result.Item1}={result.Item2}"));
        string all = MailText.Line(string.Join(' ', found), 200);
        return all.Length == 0 ? null : authentication.Server is { } server ? $"{all} ({MailText.Line(server, 100)})" : all;
    }
}
