using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Model;

/// <summary><c>GET /api/desk/model</c>: which support model is in force, since when, and how far the tickets have come.</summary>
public sealed class ShowModelFunction(ModelChanges changes, ModelLedger ledger, SignedInAgents agents)
{
    /// <summary>The model in force.</summary>
    [Function("ShowModel")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/model")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Desk);
        if (agent is null)
        {
            return problem!;
        }

        ModelInForce inForce = await ledger.FindAsync(cancellationToken) ?? await changes.InForceAsync(cancellationToken);
        return new JsonAnswer(new
        {
            version = inForce.Version,
            hash = inForce.Hash,
            since = inForce.Since,
            change = new
            {
                state = inForce.AppliedAt is null ? "applying" : "applied",
                done = inForce.Done,
                total = inForce.Total,
                appliedAt = inForce.AppliedAt,
            },
        });
    }
}
