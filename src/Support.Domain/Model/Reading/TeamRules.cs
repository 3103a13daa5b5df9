using System.Globalization;

namespace Support.Domain.Model.Reading;

/// <summary>What must hold between applications, teams and people.</summary>
internal static class TeamRules
{
    public static void Check(SupportModel model, ModelReading reading)
    {
        foreach ((string id, Team team) in model.Teams)
        {
            CheckRotation(ModelNode.PointerTo("teams", id), team, reading);
        }

        foreach ((string id, ServiceApplication application) in model.Applications)
        {
            foreach ((Tier tier, string teamId) in application.Teams)
            {
                CheckTier(ModelNode.PointerTo("applications", id, "teams", Words<Tier>.Of(tier)), tier, teamId, model, reading);
            }
        }
    }

    /// <summary>A ticket that goes to the on-call stays in the team, so the on-call must be of the team.</summary>
    private static void CheckRotation(string pointer, Team team, ModelReading reading)
    {
        if (team.OnCall is null || reading.IsBroken($"{pointer}/members") || reading.IsBroken($"{pointer}/onCall/members"))
        {
            return;
        }

        for (int turn = 0; turn < team.OnCall.Members.Count; turn++)
        {
            string agent = team.OnCall.Members[turn];
            if (!team.Members.Contains(agent) && reading.References.IsDeclared(Named.Agent, agent))
            {
                reading.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{pointer}/onCall/members/{turn}"),
                    $"The agent '{agent}' is on call for the team but not in it; {Suggestion.For(agent, [.. team.Members])}");
            }
        }
    }

    private static void CheckTier(string pointer, Tier tier, string teamId, SupportModel model, ModelReading reading)
    {
        if (!model.Teams.TryGetValue(teamId, out Team? team) || team.Tier == tier
            || reading.IsBroken(ModelNode.PointerTo("teams", teamId, "tier")))
        {
            return;
        }

        string[] fitting = [.. model.Teams.Where(other => other.Value.Tier == tier).Select(static other => other.Key)];
        reading.Add(pointer, $"The team '{teamId}' works in {team.Tier}, not in {tier}; {Suggestion.For(teamId, fitting)}");
    }
}
