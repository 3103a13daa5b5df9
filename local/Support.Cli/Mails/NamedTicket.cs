using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Mail;
using Support.Platform.Mail;

namespace Support.Local.Cli.Mails;

/// <summary>A ticket that a mail names, and how. Whether it is there, and whom it concerns, only the running system knows.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Kind">How the mail names it.</param>
/// <param name="Where">Where it says so, for a person to read.</param>
internal sealed record NamedTicket(TicketId Id, ClaimKind Kind, string Where)
{
    private const int ReferenceLength = 12;

    /// <summary>The tickets that a mail names, the strongest claim first.</summary>
    public static IReadOnlyList<NamedTicket> In(InboundMail mail, string supportAddress)
    {
        string domain = supportAddress[(supportAddress.LastIndexOf('@') + 1)..];
        IEnumerable<string> addresses = mail.To.Concat(mail.Cc).Select(mailbox => mailbox.Address)
            .Concat(mail.Headers.All("Delivered-To")).Concat(mail.Headers.All("X-Original-To")).Select(address => address.Trim());
        IEnumerable<NamedTicket> tokens =
            from address in addresses
            let read = MailSigner.ReadAddress(supportAddress, address)
            where read is not null
            select new NamedTicket(read.Value.Ticket, ClaimKind.Token, $"it is sent to {address}, and the signature in that holds");
        IEnumerable<NamedTicket> answers =
            from reference in mail.References.Concat(mail.Bounce?.OriginalMessageId is { } original ? [original] : [])
            where reference.EndsWith($"@{domain}>", StringComparison.OrdinalIgnoreCase)
            from id in Find(reference)
            select new NamedTicket(id, ClaimKind.MessageId, $"it answers {reference}, and the signature in that holds");
        IEnumerable<NamedTicket> tags = Find(mail.Subject, "[").Select(id => new NamedTicket(id, ClaimKind.Tag, $"its subject says [{id}]"));
        return [.. tokens.Concat(answers).Concat(tags).DistinctBy(ticket => ticket.Id)];
    }

    /// <summary>Whether an address is the desk's, with a plus and more in it or without.</summary>
    public static bool IsOurs(string address, string supportAddress)
    {
        int plus = address.IndexOf('+', StringComparison.Ordinal);
        int at = address.LastIndexOf('@');
        string bare = plus > 0 && plus < at ? address[..plus] + address[at..] : address;
        return bare.Equals(supportAddress, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What has to be so.</summary>
    public string Assumption(string sender) => $"{Where}: {Id} is there, it is open, and it concerns {sender}";

    /// <summary>The claim as it is if the ticket concerns that person.</summary>
    public MailClaim Assumed(string requester, InboundMail mail, DateTimeOffset now)
    {
        var ticket = new Ticket
        {
            Id = Id,
            Version = 1,
            Subject = mail.Subject,
            Requester = new Requester(requester, null),
            Application = string.Empty,
            Kind = TicketKind.Incident,
            Impact = Grade.Medium,
            Urgency = Grade.Medium,
            Priority = Priority.Medium,
            Status = TicketStatus.Open,
            Tier = default,
            TierSince = now,
            Team = string.Empty,
            Channel = IntakeChannel.Email,
            OpenedAt = now,
            UpdatedAt = now,
        };
        return new MailClaim
        {
            Kind = Kind,
            Named = ticket,
            Ticket = ticket,
            Holder = Kind == ClaimKind.Token ? requester : null,
            WroteTo = [requester, .. (mail.Bounce?.Recipients ?? []).Select(recipient => recipient.Address)],
        };
    }

    private static List<TicketId> Find(string text, string before = "")
    {
        var found = new List<TicketId>();
        string prefix = before + TicketId.Prefix;
        for (int at = text.IndexOf(prefix, StringComparison.OrdinalIgnoreCase); at >= 0 && at + before.Length + ReferenceLength <= text.Length;
            at = text.IndexOf(prefix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (TicketId.TryParse(text.Substring(at + before.Length, ReferenceLength), out TicketId id))
            {
                found.Add(id);
            }
        }

        return found;
    }
}
