using Support.Domain.Model;

namespace Support.Domain.Escalation;

/// <summary>Who an audience is, as agents: those of them who can be paged.</summary>
internal static class Duty
{
    /// <summary>Who is on call for a team; null when nobody is.</summary>
    public static string? OnCall(SupportModel model, string team, DateTimeOffset at) =>
        Model.OnCall.Of(model, team, at)?.Agent;

    /// <summary>
    /// The agents that an audience is made of, for a ticket that the team and the agent hold. Nobody, where there is
    /// nobody: what is mailed to a whole team in their place is no page of a person. Who has left the model is nobody.
    /// </summary>
    public static IReadOnlyList<string> Of(
        Audiences audience, string team, string? assignee, string? organisation, SupportModel model, DateTimeOffset at)
    {
        Team? holder = model.Teams.GetValueOrDefault(team);
        IReadOnlyList<string?> agents = audience switch
        {
            Audiences.Assignee => [assignee],
            Audiences.Team => [.. holder?.Members ?? []],
            Audiences.TeamLead => [holder?.Lead],
            Audiences.OnCall => [OnCall(model, team, at)],
            Audiences.Manager => [model.Leadership.Manager],
            Audiences.IncidentManager => [model.Leadership.IncidentManager],
            Audiences.Executives => [.. model.Leadership.Executives],
            Audiences.RelationshipManager =>
                [organisation is null ? null : model.Organisations.GetValueOrDefault(organisation)?.RelationshipManager],
            _ => [],
        };
        return [.. agents.OfType<string>().Where(model.Agents.ContainsKey).Distinct()];
    }
}
