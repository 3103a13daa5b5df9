namespace Support.Domain.Model;

/// <summary>Who of a team gets a ticket that nobody holds.</summary>
public enum AssignmentMode
{
    /// <summary>Nobody: tickets wait in the team's queue until somebody takes them.</summary>
    Manual,

    /// <summary>Whoever has waited longest for one.</summary>
    RoundRobin,

    /// <summary>Whoever has the least to do.</summary>
    LeastLoaded,

    /// <summary>Who has the skills that it needs and few others, so that those who can do everything stay free.</summary>
    BySkill,
}

/// <summary>What becomes of the tickets of somebody whose shift ends.</summary>
public enum ShiftEnd
{
    /// <summary>They stay with them.</summary>
    Keep,

    /// <summary>Those that wait for the desk go back to the team, and from there to who is there.</summary>
    Return,
}

/// <summary>Somebody is away.</summary>
public sealed record Absence
{
    /// <summary>From here on (included).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to here (excluded).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What people may know of why, such as <c>holiday</c>; null when nobody said.</summary>
    public string? Reason { get; init; }
}

/// <summary>How much is assigned automatically to one person at most.</summary>
public sealed record LoadRules
{
    /// <summary>The limit of agents who have none of their own, nor one of the team; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>What a ticket of a priority weighs; 1 where nothing is said.</summary>
    public IReadOnlyDictionary<Priority, int> Weights { get; init; } = new Dictionary<Priority, int>();

    /// <summary>The weight of a ticket of that priority.</summary>
    public int WeightOf(Priority priority) => Weights.GetValueOrDefault(priority, 1);
}
