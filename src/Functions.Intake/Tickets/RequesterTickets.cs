using Microsoft.AspNetCore.Http;
using Support.Domain.Access;
using Support.Domain.Fields;
using Support.Domain.Tickets;
using Support.Platform.ApiKeys;
using Support.Platform.Attachments;
using Support.Platform.Http;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Relations;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Tickets;

/// <summary>What a requester gets to see, and whether they may.</summary>
public sealed class RequesterTickets(
    TicketStore store, MergedConversations merged, TicketLinks links, AttachmentLinks files, SupportModelSource model)
{
    /// <summary>The header that may carry the access token instead of the query parameter, so that it stays out of logs.</summary>
    public const string AccessHeader = "X-Support-Access";

    /// <summary>
    /// The ticket, if there is one and the request holds its link, or a key of its organisation. The answer for a ticket that
    /// is not there and for a link that does not fit is the same, so nobody learns which references exist.
    /// </summary>
    public async Task<Ticket?> FindAsync(string reference, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!TicketId.TryParse(reference, out TicketId id))
        {
            return null;
        }

        if (ApiKey.Of(request) is { Organisation: { } organisation } key && key.Allows(ApiKey.ReadTickets)
            && (await store.FindAsync(id, cancellationToken))?.Ticket is { } own && own.Organisation == organisation)
        {
            return own;
        }

        string? token = request.Headers[AccessHeader].FirstOrDefault() ?? request.Query[TicketLinks.Parameter];
        return await links.OpensAsync(id, token, cancellationToken)
            ? (await store.FindAsync(id, cancellationToken))?.Ticket
            : null;
    }

    /// <summary>The answer to a request that opened a ticket.</summary>
    public async Task<IResult> OpenedAsync(CommandResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case CommandResult.Done done:
                Uri link = await links.ForRequesterAsync(done.Ticket.Id, done.Ticket.OpenedAt, cancellationToken);
                return new JsonAnswer(RequesterTicket.Of(done.Ticket, link), StatusCodes.Status201Created)
                {
                    Version = done.Ticket.Version,
                    Location = link,
                    Replayed = done.Replayed,
                };
            case CommandResult.Refused refused:
                return Problems.CommandRefused(refused.Reason);
            case CommandResult.KeyReused:
                return Problems.KeyReused();
            case CommandResult.Stale stale:
                return Problems.Stale(stale.Ticket.Version);
            default:
                return Problems.TicketNotFound();
        }
    }

    /// <summary>The answer to a request that read a ticket.</summary>
    public async Task<IResult> ReadAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        Uri link = await links.ForRequesterAsync(ticket.Id, ticket.OpenedAt, cancellationToken);
        IReadOnlyList<MergedConversation> others = await merged.OfAsync(ticket, TicketScope.Everything, cancellationToken);
        IReadOnlyList<TicketMessage> own = await store.MessagesAsync(ticket.Id, cancellationToken);
        TicketMessage[] messages = [.. own.Concat(others.SelectMany(other => other.Messages)).OrderBy(message => message.At)];
        AttachmentSigner? signer = messages.Any(message => message.Files is { Count: > 0 }) ? await files.SignerAsync(cancellationToken) : null;
        RequesterTicket view = RequesterTicket.Of(ticket, link, messages, signer) with { CustomFields = FieldRules.Visible(ticket, model.Current) };
        return new JsonAnswer(view) { Version = ticket.Version };
    }
}
