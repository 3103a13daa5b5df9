using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>A link of a chain of pages was due: somebody was paged, or nobody could be.</summary>
public sealed record Paged : TicketEventData
{
    /// <summary>The chain, as <see cref="PagingState.Chain"/>.</summary>
    public required string Chain { get; init; }

    /// <summary>Escalation policy id.</summary>
    public required string Policy { get; init; }

    /// <summary>Step id.</summary>
    public required string Step { get; init; }

    /// <summary>The clock that the step is on.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>The number of the link in the chain, from 1 on.</summary>
    public required int Link { get; init; }

    /// <summary>The round through the chain, from 1 on.</summary>
    public required int Round { get; init; }

    /// <summary>Whom the link means.</summary>
    public required Audiences Audience { get; init; }

    /// <summary>The agents who are paged; empty when nobody is.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Why nobody is paged; null when somebody is.</summary>
    public string? Skipped { get; init; }

    /// <summary>The exact instant at which the link was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the next link is due unless somebody acknowledges; after the last one, when the chain ends.</summary>
    public required DateTimeOffset NextAt { get; init; }

    /// <summary>Whom the next link means; null after the last one.</summary>
    public Audiences? NextAudience { get; init; }

    /// <summary>The team that held the ticket then.</summary>
    public required string Team { get; init; }
}

/// <summary>A chain of pages came to its end, and nobody had acknowledged.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Policy">Escalation policy id.</param>
/// <param name="Step">Step id.</param>
/// <param name="DueAt">The exact instant at which it ended.</param>
public sealed record PagingEnded(string Chain, string Policy, string Step, DateTimeOffset DueAt) : TicketEventData;
