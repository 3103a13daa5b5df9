using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Notifications.Notices;

/// <summary>Gathers what a notice is rendered from.</summary>
public sealed class NoticeContents(TicketStore store, TicketLinks links, SupportModelSource model)
{
    /// <summary>The content of a notice.</summary>
    public async Task<NoticeContent> GatherAsync(Ticket ticket, Notice notice, CancellationToken cancellationToken)
    {
        SupportModel current = model.Current;
        return new NoticeContent
        {
            Notice = notice,
            Ticket = ticket,
            OrganisationName = current.Organisation.Name,
            ApplicationName = current.Applications.GetValueOrDefault(ticket.Application)?.Name ?? ticket.Application,
            TeamName = current.Teams.GetValueOrDefault(ticket.Team)?.Name ?? ticket.Team,
            AssigneeName = ticket.Assignee is { } agent ? current.Agents.GetValueOrDefault(agent)?.Name ?? agent : null,
            Link = notice switch
            {
                { ToRequester: true } => await links.ForRequesterAsync(ticket.Id, notice.At, cancellationToken),
                { ToVendor: true } => await links.ForVendorAsync(ticket.Id, VendorOf(ticket, notice), notice.At, cancellationToken),
                _ => links.ForAgent(ticket.Id),
            },
            Conversation = notice.Conversation ? await ConversationAsync(ticket.Id, notice.At, cancellationToken) : [],
            Message = notice.Message is { } number ? await store.FindMessageAsync(ticket.Id, number, cancellationToken) : null,
        };
    }

    /// <summary>The Message-ID of the mail by which the notice's recipient opened the ticket; null where no mail did.</summary>
    public async Task<string?> AnsweredAsync(Ticket ticket, Notice notice, CancellationToken cancellationToken) =>
        ticket.Channel == IntakeChannel.Email && notice is { ToRequester: true, ToWatcher: false }
            ? (await store.FindMessageAsync(ticket.Id, 1, cancellationToken))?.Source?.Id
            : null;

    // A webhook that belonged to the vendor before gets a link that opens nothing, however late it is called.
    private static string VendorOf(Ticket ticket, Notice notice) =>
        notice.Channel == NoticeChannel.Webhook && ticket.Vendor is { } vendor && vendor.Webhook == notice.Recipient
            ? vendor.Email
            : notice.Recipient;

    // What was written since is not what was sent, however late the notice is.
    private async Task<IReadOnlyList<TicketMessage>> ConversationAsync(TicketId id, DateTimeOffset until, CancellationToken cancellationToken) =>
        [.. (await store.MessagesAsync(id, cancellationToken)).Where(message => message.Public && message.At <= until)];
}
