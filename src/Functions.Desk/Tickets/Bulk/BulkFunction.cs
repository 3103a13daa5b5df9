using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Bulk;

/// <summary><c>POST /api/desk/tickets/bulk</c>: one command to many tickets, with a result for each.</summary>
public sealed class BulkFunction(BulkCommands bulk, SignedInAgents agents)
{
    /// <summary>Does a command to many tickets.</summary>
    [Function("BulkCommand")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/tickets/bulk")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request);
        if (agent is null)
        {
            return problem!;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        var guards = RequestGuards.Read(request, $"agent {agent.Id}", body.Hash);
        if ((body.Problem ?? guards.Problem) is { } unreadable)
        {
            return unreadable;
        }

        (BulkRequest? bulkRequest, Problem? mistake) = BulkRequest.Read(body.Root, agent);
        return bulkRequest is null ? mistake! : await bulk.DoAsync(bulkRequest, agent, guards.Key, cancellationToken);
    }
}
