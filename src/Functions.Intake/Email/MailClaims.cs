using Support.Domain.Mail;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Mail;
using Support.Platform.Links;
using Support.Platform.Mail;
using Support.Platform.Model;
using Support.Platform.Notices;
using Support.Platform.Relations;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Email;

/// <summary>Finds the tickets that a mail names, and how well it proves that it belongs to them.</summary>
public sealed class MailClaims(TicketStore store, NoticeLog log, MergedConversations merged, KeyRing keys, SupportModelSource model)
{
    // Each costs a few reads; no honest mail names more.
    private const int ClaimsMax = 5;
    private const int RecipientsMax = 200;
    private const int ReferencesMax = 100;

    /// <summary>The claims of a mail, the strongest first. A ticket that does not exist is not claimed.</summary>
    public async Task<IReadOnlyList<MailClaim>> OfAsync(InboundMail mail, CancellationToken cancellationToken)
    {
        MailSigner signer = await MailSigner.OfAsync(keys, cancellationToken);
        string support = model.Current.Organisation.SupportAddress;
        IEnumerable<Named> named = Addresses(mail, support).Concat(MessageIds(mail, signer, support)).Concat(Tags(mail.Subject));
        var claims = new List<MailClaim>();
        foreach (Named claim in named.Distinct().OrderBy(static claim => claim.Kind).Take(ClaimsMax))
        {
            if (await FindAsync(claim, mail, signer, cancellationToken) is { } found)
            {
                claims.Add(found);
            }
        }

        // A token that fits nobody is no more than the reference that stands in it.
        return [.. claims.OrderBy(static claim => claim.Kind)];
    }

    private async Task<MailClaim?> FindAsync(Named named, InboundMail mail, MailSigner signer, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(named.Ticket, cancellationToken) is not { Ticket: { } ticket })
        {
            return null;
        }

        IReadOnlyList<NoticeRecord> notices = await log.ReadAsync(ticket.Id, cancellationToken);
        string[] wroteTo =
        [
            .. notices.Where(static record => record is { Fate: NoticeFate.Sent, Notice: { Channel: NoticeChannel.Email } and ({ ToRequester: true } or { ToVendor: true }) })
                .Select(static record => record.Notice.Recipient).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        string? holder = named.Id is { } id
            ? Recipient(id, notices, ticket)
            : Holder(named, Known(ticket, mail, notices), signer);
        return new MailClaim
        {
            Kind = named.Kind == ClaimKind.Token && holder is null ? ClaimKind.Tag : named.Kind,
            Named = ticket,
            Ticket = await merged.EndOfAsync(ticket, cancellationToken),
            Holder = holder,
            WroteTo = wroteTo,
        };
    }

    // Whom a token was made for shows only by trying whom it could have been made for.
    private static string? Holder(Named named, IEnumerable<string> known, MailSigner signer) =>
        named.Token is { } token ? known.FirstOrDefault(address => signer.Fits(named.Ticket, token, address)) : null;

    private IEnumerable<string> Known(Ticket ticket, InboundMail mail, IReadOnlyList<NoticeRecord> notices)
    {
        IEnumerable<string?> known =
        [
            mail.From?.Address, ticket.Requester.Email, ticket.Vendor?.Email,
            .. ticket.Watchers.Select(static watcher => watcher.Email),
            .. notices.Where(static record => record.Notice.Channel == NoticeChannel.Email).Select(static record => record.Notice.Recipient),
            .. model.Current.Agents.Values.Select(static agent => agent.Email),
        ];
        return known.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string? Recipient(OwnMessageId id, IReadOnlyList<NoticeRecord> notices, Ticket ticket)
    {
        NoticeRecord? notice = notices.FirstOrDefault(record => id.Version is { } version
            ? record.Notice.EventVersion == version && MailSigner.HashOf(record.Notice) == id.NoticeHash
            : record.Notice.Reason == NoticeReason.Acknowledgement);
        return notice?.Notice.Recipient ?? (id.Version is null ? ticket.Requester.Email : null);
    }

    private static IEnumerable<Named> Addresses(InboundMail mail, string support)
    {
        IEnumerable<string> recipients =
        [
            .. mail.Envelope.To,
            .. mail.To.Concat(mail.Cc).Select(static mailbox => mailbox.Address),
            .. mail.Headers.All("Delivered-To").Concat(mail.Headers.All("X-Original-To")).Select(static value => value.Trim()),
        ];
        return from address in recipients.Take(RecipientsMax)
               let read = MailSigner.ReadAddress(support, address)
               where read is not null
               select new Named(ClaimKind.Token, read.Value.Ticket, read.Value.Token, null);
    }

    private static IEnumerable<Named> MessageIds(InboundMail mail, MailSigner signer, string support)
    {
        string domain = MailThread.DomainOf(support);
        IEnumerable<string> ids = mail.Bounce?.OriginalMessageId is { } original ? mail.References.Prepend(original) : mail.References;
        return from id in ids.Take(ReferencesMax)
               let own = signer.ReadMessageId(id, domain)
               where own is not null
               select new Named(own.Signed ? ClaimKind.MessageId : ClaimKind.Tag, own.Ticket, null, own.Signed ? own : null);
    }

    private static IEnumerable<Named> Tags(string subject)
    {
        const int length = 12;
        for (int at = 0; (at = subject.IndexOf($"[{TicketId.Prefix}", at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (at + length + 1 < subject.Length && subject[at + length + 1] == ']'
                && TicketId.TryParse(subject.Substring(at + 1, length), out TicketId ticket))
            {
                yield return new Named(ClaimKind.Tag, ticket, null, null);
            }
        }
    }

    private sealed record Named(ClaimKind Kind, TicketId Ticket, string? Token, OwnMessageId? Id);
}
