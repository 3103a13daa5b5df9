using Microsoft.AspNetCore.Http;
using Support.Domain.Access;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Tickets;

namespace Support.Functions.Desk.Tickets;

/// <summary>
/// Finds a ticket for who is signed in. Every function that shows something of a ticket asks here: a ticket that lies outside
/// of what somebody was granted is answered for exactly as one that is not there.
/// </summary>
public sealed class KnownTickets(TicketStore store, SignedInAgents agents)
{
    /// <summary>The ticket and who asks for it, or the problem to answer with.</summary>
    public async Task<(SignedInAgent? Agent, Ticket? Ticket, Problem? Problem)> FindAsync(
        HttpRequest request, string id, CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Ticket);
        if (agent is null)
        {
            return (null, null, problem);
        }

        return TicketId.TryParse(id, out TicketId ticketId)
            && await store.FindAsync(ticketId, cancellationToken) is { Ticket: { } ticket }
            && AccessRules.MayKnow(agent.User, ticket)
                ? (agent, ticket, null)
                : (agent, null, Problems.TicketNotFound());
    }
}
