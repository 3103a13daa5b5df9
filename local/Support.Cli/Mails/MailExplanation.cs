using System.Buffers;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Mail;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Local.Cli.Mails;

/// <summary>How a mail is read and what becomes of it, as far as that can be told without the tickets that there are.</summary>
/// <param name="Mail">Its normal form.</param>
/// <param name="Decision">What becomes of it, if all that is assumed holds.</param>
/// <param name="Assumptions">What only the running system knows, and was assumed.</param>
/// <param name="Otherwise">What becomes of it if the sender has nothing to do with the ticket; null when it names none.</param>
/// <param name="Model">What it was judged by.</param>
internal sealed record MailExplanation(
    InboundMail Mail, MailDecision Decision, IReadOnlyList<string> Assumptions, MailDecision? Otherwise, SupportModel Model)
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Explains a mail.</summary>
    /// <param name="bytes">The mail.</param>
    /// <param name="model">What to judge it by.</param>
    /// <param name="trusted">The servers whose Authentication-Results are believed.</param>
    /// <param name="now">When it would arrive.</param>
    public static MailExplanation Of(byte[] bytes, SupportModel model, IReadOnlyList<string> trusted, DateTimeOffset now)
    {
        string address = model.Organisation.SupportAddress;
        var own = new MailIdentity
        {
            Addresses = [address],
            MessageIdDomains = [address[(address.LastIndexOf('@') + 1)..]],
            TrustedServers = trusted,
        };
        MailParts parts = MimeReader.Read(HasHeader(bytes) ? bytes : [.. "Content-Type: text/plain; charset=utf-8\r\n\r\n"u8, .. bytes]);
        var mail = InboundMail.Of(parts, null, own);
        IReadOnlyList<NamedTicket> named = NamedTicket.In(mail, address);
        MailFacts facts = FactsOf(mail, address, now);
        string sender = mail.From?.Address ?? "nobody@invalid";
        MailDecision decision = MailRules.Decide(facts with { Claims = [.. named.Select(ticket => ticket.Assumed(sender, mail, now))] }, model);
        if (named.Count == 0)
        {
            return new MailExplanation(mail, decision, [], null, model);
        }

        MailFacts stranger = facts with { Claims = [.. named.Select(ticket => ticket.Assumed("somebody.else@invalid", mail, now))] };
        return new MailExplanation(mail, decision, [.. named.Select(ticket => ticket.Assumption(sender))], MailRules.Decide(stranger, model), model);
    }

    // A file of the text alone reads too: its first line is no "Name: value", and not what a mailbox file parts mails by.
    private static bool HasHeader(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mail = bytes.TrimStart("\uFEFF\r\n"u8);
        int colon = mail.IndexOf((byte)':');
        return mail.StartsWith("From "u8)
            || (colon > 0 && mail[..colon].IndexOfAnyExcept(NameBytes) < 0 && (colon + 1 == mail.Length || mail[colon + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
    }

    private static MailFacts FactsOf(InboundMail mail, string address, DateTimeOffset now) => new()
    {
        Now = now,
        Sender = mail.From is { } from && MailAddressFormat.IsValid(from.Address) ? new Requester(from.Address, from.Name) : null,
        Subject = mail.Subject,
        Nature = Enum.Parse<MailNature>(mail.Machine.Kind == MachineKind.None ? nameof(MailNature.Person) : mail.Machine.Kind.ToString()),
        NatureReason = mail.Machine.Reason,
        Trust = mail.Authentication switch
        {
            { IsForged: true } => SenderTrust.Forged,
            { IsProven: true } => SenderTrust.Proven,
            _ => SenderTrust.Unproven,
        },
        Copies = [.. mail.To.Concat(mail.Cc)
            .Where(copy => !NamedTicket.IsOurs(copy.Address, address) && copy.Address != mail.From?.Address)
            .Select(copy => new Requester(copy.Address, copy.Name))],
        Undelivered = [.. (mail.Bounce?.Recipients ?? []).Where(recipient => recipient.Action is "failed" or "delayed").Select(recipient =>
            new Undelivered(recipient.Address, recipient.Action == "failed", recipient.Permanent, recipient.Status, recipient.Diagnostic))],
    };
}
