using Support.Mail;
using Support.Platform.Mail;
using Support.Platform.Quarantine;

namespace Support.Functions.Intake.Email;

/// <summary>Puts mails into the quarantine, and says there what became of those that were taken once more.</summary>
public sealed class MailQuarantine(QuarantineStore store, TimeProvider time)
{
    private const int ReasonLengthMax = 2000;
    private const int LineLengthMax = 300;

    /// <summary>Keeps a mail with the reason. The same mail twice is one.</summary>
    public Task KeepAsync(KeptMail kept, long size, InboundMail? mail, string reason, CancellationToken cancellationToken) => store.KeepAsync(
        new QuarantinedMail
        {
            Id = kept.Content,
            Reason = MailText.Line(reason, ReasonLengthMax),
            At = time.GetUtcNow(),
            From = mail?.From is { } from ? MailText.Line(from.Address, LineLengthMax) : null,
            Subject = mail is null ? null : MailText.Line(mail.Subject, LineLengthMax),
            MessageId = mail?.MessageId is { } id ? MailText.Line(id, LineLengthMax) : null,
            Size = size,
            Mail = kept with { Paced = false, Release = false },
        },
        cancellationToken);

    /// <summary>Says that a mail is in a ticket now.</summary>
    public Task TakenAsync(KeptMail kept, MailOutcome outcome, CancellationToken cancellationToken) => store.ChangeAsync(
        kept.Content,
        mail => mail with { State = QuarantineState.Taken, Reason = MailText.Line(outcome.Reason, ReasonLengthMax), Ticket = outcome.Ticket },
        cancellationToken);
}
