using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Search;
using Support.Platform.Views;

namespace Support.Functions.Desk.Tickets;

/// <summary><c>GET /api/desk/tickets</c>: the agents' list, sorted by what is due first.</summary>
public sealed class ListTicketsFunction(TicketViewStore views, TicketSearch search, SignedInAgents agents)
{
    /// <summary>A page of the list.</summary>
    [Function("ListTickets")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.List);
        if (agent is null)
        {
            return problem!;
        }

        if (ListQuery.Read(request.Query, agent.User, out string? mistake) is not { } query)
        {
            return Problems.BadRequest(mistake!);
        }

        TicketViewPage page = query.Words is null
            ? await views.ListAsync(query, cancellationToken)
            : await search.FindAsync(query, cancellationToken);
        return new JsonAnswer(new { tickets = page.Lines, page.Incomplete })
        {
            NextPage = page.Next is null ? null : ListQuery.NextPage(request, page.Next),
        };
    }
}
