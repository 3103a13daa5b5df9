using Microsoft.AspNetCore.Http;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets.Commands;
using Support.Functions.Desk.Views;
using Support.Platform.Http;
using Support.Platform.Search;
using Support.Platform.Tickets;
using Support.Platform.Views;

namespace Support.Functions.Desk.Tickets.Bulk;

/// <summary>Does one command to many tickets, some at a time. Each ticket is changed, or not, by itself.</summary>
public sealed class BulkCommands(CommandDoor door, NamedViews named, TicketViewStore views, TicketSearch search)
{
    // Enough to hide the way to storage, and few enough to leave room for other requests.
    private const int AtOnce = 8;

    /// <summary>The results, in the order in which the tickets were named.</summary>
    public async Task<IResult> DoAsync(BulkRequest request, SignedInAgent agent, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        (IReadOnlyList<string>? tickets, Problem? problem) = await TicketsAsync(request, agent, cancellationToken);
        if (tickets is null)
        {
            return problem!;
        }

        var results = new List<BulkResult>();
        foreach (string[] some in tickets.Chunk(AtOnce))
        {
            results.AddRange(await Task.WhenAll(some.Select(ticket => DoAsync(ticket, request, agent, key, cancellationToken))));
        }

        return new JsonAnswer(new { Done = results.Count(result => result.Outcome == BulkOutcome.Done), Results = results });
    }

    private async Task<(IReadOnlyList<string>? Tickets, Problem? Problem)> TicketsAsync(
        BulkRequest request, SignedInAgent agent, CancellationToken cancellationToken)
    {
        if (request.View is not { } name)
        {
            return (request.Tickets, null);
        }

        (TicketViewQuery? query, Problem? problem) = await named.QueryAsync(name, agent, cancellationToken);
        if (query is null)
        {
            return (null, problem);
        }

        TicketViewPage page = await ListAsync(query with { Limit = request.Limit }, cancellationToken);
        return ([.. page.Lines.Select(line => line.Id.Value)], null);
    }

    private Task<TicketViewPage> ListAsync(TicketViewQuery query, CancellationToken cancellationToken) =>
        query.Words is null ? views.ListAsync(query, cancellationToken) : search.FindAsync(query, cancellationToken);

    private async Task<BulkResult> DoAsync(
        string ticket, BulkRequest request, SignedInAgent agent, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (!TicketId.TryParse(ticket, out TicketId id))
        {
            return new BulkResult(ticket, BulkOutcome.NotFound);
        }

        int? seen = request.Versions.TryGetValue(id.Value, out int version) ? version : null;
        CommandResult result = await door.DoAsync(id, request.Command, agent, key, seen, cancellationToken);
        return result switch
        {
            CommandResult.Done done => new BulkResult(id.Value, BulkOutcome.Done) { Version = done.Ticket.Version, Replayed = done.Replayed },
            CommandResult.Refused refused => new BulkResult(id.Value, BulkOutcome.Refused) { Reason = refused.Reason },
            CommandResult.Stale stale => new BulkResult(id.Value, BulkOutcome.Stale) { Version = stale.Ticket.Version },
            CommandResult.KeyReused => new BulkResult(id.Value, BulkOutcome.KeyReused),
            _ => new BulkResult(id.Value, BulkOutcome.NotFound),
        };
    }
}
