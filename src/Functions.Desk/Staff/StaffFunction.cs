using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Domain.Model;
using Support.Functions.Desk.Agents;
using Support.Platform.Assignment;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Staff;

/// <summary><c>GET /api/desk/teams</c> and <c>GET /api/desk/on-call</c>: who is there, who has how much, who is on call.</summary>
public sealed class StaffFunction(SignedInAgents agents, RosterStore rosters, SupportModelSource model, TimeProvider time)
{
    /// <summary>The teams with their people.</summary>
    [Function("ShowTeams")]
    public async Task<IResult> TeamsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/teams")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (agents.Find(request, DeskQuery.Desk).Problem is { } problem)
        {
            return problem;
        }

        SupportModel current = model.Current;
        IReadOnlyDictionary<string, AgentLoad> loads = await rosters.LoadsAsync(cancellationToken);
        return new JsonAnswer(new { teams = current.Teams.Keys.Select(team => TeamBoard.Of(current, team, loads, time.GetUtcNow())) });
    }

    /// <summary>Who is on call for each team that has a rotation, and the next hand-overs.</summary>
    [Function("ShowOnCall")]
    public IResult OnCallNow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/on-call")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (agents.Find(request, DeskQuery.Desk).Problem is { } problem)
        {
            return problem;
        }

        SupportModel current = model.Current;
        IEnumerable<string> teams = current.Teams.Where(static team => team.Value.OnCall is not null).Select(static team => team.Key);
        return new JsonAnswer(new { teams = teams.Select(team => OnCallBoard.Of(current, team, time.GetUtcNow())) });
    }
}
