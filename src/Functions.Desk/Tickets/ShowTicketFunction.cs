using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Sla;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.Relations;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets;

/// <summary><c>GET /api/desk/tickets/{id}</c>, <c>…/history</c> and <c>…/sla</c>: an agent looks at a ticket.</summary>
public sealed class ShowTicketFunction(
    TicketStore store, MergedConversations merged, TicketHistory history, KnownTickets known, SupportModelSource model, TimeProvider time)
{
    /// <summary>The ticket with its messages; 304 when it has not changed since the version of <c>If-None-Match</c>.</summary>
    [Function("ShowTicket")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        if (ticket is null)
        {
            return problem!;
        }

        if (RequestGuards.Has(request, ticket.Version))
        {
            return new UnchangedAnswer(ticket.Version);
        }

        IReadOnlyList<TicketMessage> messages = await store.MessagesAsync(ticket.Id, cancellationToken);
        AgentTicket view = AgentTicket.Of(ticket, model, time.GetUtcNow(), messages);
        return new JsonAnswer(view with { Merged = await merged.OfAsync(ticket, agent!.User.Scope, cancellationToken) }) { Version = ticket.Version };
    }

    /// <summary>What happened to it, and who was told.</summary>
    [Function("ShowHistory")]
    public async Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/history")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        (_, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        return ticket is null
            ? problem!
            : new JsonAnswer(new { ticket.Id, entries = await history.ReadAsync(ticket.Id, cancellationToken) });
    }

    /// <summary>Its SLA clocks with the whole arithmetic: what counted, what did not, and why.</summary>
    [Function("ShowSla")]
    public async Task<IResult> SlaAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/sla")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        (_, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        if (ticket is null)
        {
            return problem!;
        }

        IReadOnlyList<TicketEvent> events = await store.EventsAsync(ticket.Id, cancellationToken: cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        return new JsonAnswer(new { ticket.Id, at = now, clocks = SlaClock.Of(events, model.Current, now) }) { Version = ticket.Version };
    }
}
