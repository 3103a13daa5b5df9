using Support.Domain.Assignment;
using Support.Domain.Model;
using Support.Platform.Assignment;

namespace Support.Functions.Desk.Staff;

/// <summary>A team as its people see it: who is there, and who has how much.</summary>
public sealed record TeamBoard
{
    /// <summary>Team id.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>The tier that it works in.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Who gets a ticket that nobody holds.</summary>
    public required AssignmentMode Assignment { get; init; }

    /// <summary>Its people.</summary>
    public required IReadOnlyList<TeamMember> Members { get; init; }

    /// <summary>The board of a team at an instant.</summary>
    public static TeamBoard Of(SupportModel model, string id, IReadOnlyDictionary<string, AgentLoad> loads, DateTimeOffset now)
    {
        Team team = model.Teams[id];
        return new TeamBoard
        {
            Id = id,
            Name = team.Name,
            Tier = team.Tier,
            Assignment = team.Assignment,
            Members = [.. team.Members.Select(agent => TeamMember.Of(model, team, agent, loads.GetValueOrDefault(agent), now))],
        };
    }
}

/// <summary>Somebody of a team.</summary>
public sealed record TeamMember
{
    /// <summary>Agent id.</summary>
    public required string Agent { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>On shift and not absent.</summary>
    public required bool Here { get; init; }

    /// <summary>Why not; null when they are.</summary>
    public string? Why { get; init; }

    /// <summary>When they are back, or, when they are here, when they leave; null when neither is in sight.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>How many open tickets they hold.</summary>
    public required int Tickets { get; init; }

    /// <summary>The sum of the weights of these.</summary>
    public required int Load { get; init; }

    /// <summary>How much is assigned automatically at most; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>What they are good at.</summary>
    public required IReadOnlyList<string> Skills { get; init; }

    internal static TeamMember Of(SupportModel model, Team team, string agent, AgentLoad? load, DateTimeOffset now)
    {
        var presence = Presence.Of(model, agent, now);
        Agent? person = model.Agents.GetValueOrDefault(agent);
        return new TeamMember
        {
            Agent = agent,
            Name = person?.Name ?? agent,
            Here = presence.Here,
            Why = presence.Why,
            Next = presence.Next,
            Tickets = load?.Tickets ?? 0,
            Load = load?.Load ?? 0,
            Limit = AssignmentChoice.LimitOf(model, team, agent),
            Skills = person?.Skills ?? [],
        };
    }
}

/// <summary>Who is on call for a team, and who will be.</summary>
public sealed record OnCallBoard
{
    private const int HandOversShown = 5;

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>Who is on call now; null when nobody is.</summary>
    public OnCallDuty? Now { get; init; }

    /// <summary>The next hand-overs.</summary>
    public required IReadOnlyList<OnCallHandOver> Next { get; init; }

    /// <summary>The board of a team at an instant.</summary>
    public static OnCallBoard Of(SupportModel model, string team, DateTimeOffset now) => new()
    {
        Team = team,
        Name = model.Teams[team].Name,
        Now = OnCall.Of(model, team, now),
        Next = OnCall.HandOvers(model, team, now, HandOversShown),
    };
}
