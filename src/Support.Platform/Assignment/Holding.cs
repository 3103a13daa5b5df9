using Azure;
using Support.Domain.Assignment;
using Support.Domain.Tickets;

namespace Support.Platform.Assignment;

/// <summary>What a ticket adds to somebody's load.</summary>
public sealed record Holding
{
    /// <summary>The ticket.</summary>
    public required TicketId TicketId { get; init; }

    /// <summary>Agent id.</summary>
    public required string Agent { get; init; }

    /// <summary>How much.</summary>
    public required int Weight { get; init; }

    /// <summary>The need of the ticket that the agent was chosen for; null when the agent was not chosen but has it.</summary>
    public int? ChosenFor { get; init; }

    /// <summary>Why the agent was chosen.</summary>
    public string? Cause { get; init; }

    /// <summary>When the agent was chosen.</summary>
    public DateTimeOffset? ChosenAt { get; init; }
}

/// <summary>A holding as it was read.</summary>
/// <param name="Holding">The holding.</param>
/// <param name="ETag">The row's ETag.</param>
public sealed record StoredHolding(Holding Holding, ETag ETag);

/// <summary>How much somebody has to do.</summary>
/// <param name="Load">The sum of the weights of the open tickets that they hold.</param>
/// <param name="Tickets">How many these are.</param>
public sealed record AgentLoad(int Load, int Tickets);

/// <summary>A team's people as they were read, with the ETags that guard a choice among them.</summary>
public sealed record StoredRoster
{
    /// <summary>What the choice looks at.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The ETag of the team's row; null when it has none yet.</summary>
    public required ETag? TeamTag { get; init; }

    /// <summary>The agents' rows by agent; who has none yet is left out.</summary>
    public required IReadOnlyDictionary<string, AgentRow> Agents { get; init; }
}

/// <summary>An agent's row as it was read.</summary>
/// <param name="Load">What it says.</param>
/// <param name="ETag">Its ETag.</param>
public sealed record AgentRow(AgentLoad Load, ETag ETag);
