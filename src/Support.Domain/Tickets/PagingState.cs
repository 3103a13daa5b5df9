using System.Globalization;
using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>
/// Where a chain of pages stands. It carries the links that the model had when it began, so that an operator who edits
/// the model does not change under somebody's hands who is paged next.
/// </summary>
public sealed record PagingState
{
    /// <summary>Unique within the ticket: the step's key and the number of the chain in the step.</summary>
    public required string Chain { get; init; }

    /// <summary>Escalation policy id.</summary>
    public required string Policy { get; init; }

    /// <summary>Step id.</summary>
    public required string Step { get; init; }

    /// <summary>The clock that the step is on.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>Whom, in this order.</summary>
    public required IReadOnlyList<Audiences> Links { get; init; }

    /// <summary>How long each has to acknowledge; calendar time.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>How many times the chain is gone through.</summary>
    public required int Times { get; init; }

    /// <summary>How many links are done, those of earlier rounds included.</summary>
    public int Done { get; init; }

    /// <summary>Whether a link of this round has reached somebody.</summary>
    public bool Reached { get; init; }

    /// <summary>When the next link is due; after the last one, when the chain ends.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The state of a chain that a step begins.</summary>
    internal static PagingState Begin(string stepKey, int index, PageChain chain, Escalated step, DateTimeOffset at) => new()
    {
        Chain = string.Create(CultureInfo.InvariantCulture, $"{stepKey}/{index + 1}"),
        Policy = step.Policy!,
        Step = step.Step!,
        Clock = step.Clock!.Value,
        Links = chain.Links,
        Every = chain.Every,
        Times = chain.Times,
        DueAt = step.DueAt ?? at,
    };

    /// <summary>The state once a link is done.</summary>
    internal PagingState After(Paged paged) => this with
    {
        Done = Done + 1,

        // A link that lets the next one wait counts as one that reached somebody.
        Reached = (Reached && Done % Links.Count > 0) || paged.NextAt > paged.DueAt,
        DueAt = paged.NextAt,
    };
}

/// <summary>Who was paged at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Agents">Agent ids.</param>
public sealed record PagedPeople(DateTimeOffset At, IReadOnlyList<string> Agents);
