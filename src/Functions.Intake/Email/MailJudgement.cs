using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Mail;
using Support.Platform.Mail;
using Support.Platform.Model;

namespace Support.Functions.Intake.Email;

/// <summary>Gathers what the fate of a mail depends on, and asks the rules.</summary>
public sealed class MailJudgement(MailClaims claims, SupportModelSource model, TimeProvider time)
{
    private const int CopiesMax = 50;
    private const int NameLengthMax = 200;

    /// <summary>What is done with the mail.</summary>
    public async Task<MailDecision> DecideAsync(InboundMail mail, CancellationToken cancellationToken) =>
        MailRules.Decide(Facts(mail, await claims.OfAsync(mail, cancellationToken)), model.Current);

    /// <summary>The decision where somebody looked at the mail and wants it as a ticket.</summary>
    public static MailDecision Released(MailDecision decision, InboundMail mail) =>
        decision.Action == MailAction.Quarantine && SenderOf(mail) is not null
            ? new MailDecision(MailAction.OpenTicket, "Somebody took it out of the quarantine.") { Automatic = true }
            : decision;

    /// <summary>Who wrote the mail; null when it names nobody whom we could answer.</summary>
    public static Requester? SenderOf(InboundMail mail) => mail.From is { } from && MailAddressFormat.IsValid(from.Address)
        ? new Requester(from.Address, NameOf(from))
        : null;

    private MailFacts Facts(InboundMail mail, IReadOnlyList<MailClaim> found) => new()
    {
        Now = time.GetUtcNow(),
        Sender = SenderOf(mail),
        Subject = mail.Subject,
        Nature = Nature(mail.Machine.Kind),
        NatureReason = mail.Machine.Reason,
        Trust = mail.Authentication.IsProven ? SenderTrust.Proven : mail.Authentication.IsForged ? SenderTrust.Forged : SenderTrust.Unproven,
        Claims = found,
        Copies = Copies(mail),
        Undelivered = [.. mail.Bounce?.Recipients.Select(Reported) ?? []],
    };

    private Requester[] Copies(InboundMail mail)
    {
        string support = model.Current.Organisation.SupportAddress;
        return
        [
            .. mail.To.Concat(mail.Cc)
                .Where(copy => !string.Equals(copy.Address, support, StringComparison.OrdinalIgnoreCase)
                    && !string.Equals(copy.Address, mail.From?.Address, StringComparison.OrdinalIgnoreCase)
                    && MailSigner.ReadAddress(support, copy.Address) is null)
                .Select(static copy => new Requester(copy.Address, NameOf(copy)))
                .Take(CopiesMax),
        ];
    }

    private static string? NameOf(Mailbox mailbox) =>
        MailText.Line(mailbox.Name, NameLengthMax) is { Length: > 0 } name ? name : null;

    private static Undelivered Reported(BouncedRecipient recipient) => new(
        recipient.Address,
        recipient.Action == "failed",
        recipient.Permanent,
        MailText.Line(recipient.Status, 20) is { Length: > 0 } status ? status : null,
        MailText.Line(recipient.Diagnostic, 500) is { Length: > 0 } said ? said : null);

    private static MailNature Nature(MachineKind kind) => kind switch
    {
        MachineKind.None => MailNature.Person,
        MachineKind.OutOfOffice => MailNature.OutOfOffice,
        MachineKind.AutoReply => MailNature.AutoReply,
        MachineKind.Bounce => MailNature.Bounce,
        MachineKind.List => MailNature.List,
        MachineKind.Own => MailNature.Own,
        _ => MailNature.Generated,
    };
}
