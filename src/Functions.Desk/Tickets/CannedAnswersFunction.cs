using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Fields;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Tickets;

/// <summary><c>GET /api/desk/tickets/{id}/canned</c> and <c>…/canned/{answer}</c>: answers that are written once and given often.</summary>
public sealed class CannedAnswersFunction(KnownTickets known, SupportModelSource model)
{
    /// <summary>The canned answers that fit a ticket.</summary>
    [Function("ListCannedAnswers")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/canned")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        (_, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        return ticket is null
            ? problem!
            : new JsonAnswer(new
            {
                answers = model.Current.CannedAnswers
                    .Where(pair => pair.Value.IsOf(ticket.Application))
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new { id = pair.Key, pair.Value.Name }),
            });
    }

    /// <summary>A canned answer as it would be given now.</summary>
    [Function("RenderCannedAnswer")]
    public async Task<IResult> RenderAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/tickets/{id}/canned/{answer}")] HttpRequest request,
        string id,
        string answer,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Ticket? ticket, Problem? problem) = await known.FindAsync(request, id, cancellationToken);
        if (agent is null || ticket is null)
        {
            return problem!;
        }

        SupportModel current = model.Current;
        return current.CannedAnswers.TryGetValue(answer, out CannedAnswer? canned) && canned.IsOf(ticket.Application)
            ? new JsonAnswer(new
            {
                id = answer,
                canned.Name,
                text = CannedText.Render(canned, ticket, new Actor(ActorKind.Agent, agent.Id, agent.Name), current),
            })
            : Problems.NoCannedAnswer(answer);
    }
}
