using Support.Domain.Tickets;

namespace Support.Domain.Model;

/// <summary>What a policy may look at to know whether a ticket is its own.</summary>
/// <param name="Application">Application id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Priority">How urgent.</param>
/// <param name="Channel">The way in.</param>
/// <param name="Organisation">Id of the requester's organisation; null when the model knows none.</param>
/// <param name="Contract">Id of that organisation's contract; null for none.</param>
public readonly record struct TicketFacts(
    string Application,
    TicketKind Kind,
    Priority Priority,
    IntakeChannel Channel = IntakeChannel.Api,
    string? Organisation = null,
    string? Contract = null);

/// <summary>Which tickets a policy is for. What is null matches all; within a list one must match.</summary>
public sealed record TicketFilter
{
    /// <summary>Application ids.</summary>
    public IReadOnlyList<string>? Applications { get; init; }

    /// <summary>Kinds.</summary>
    public IReadOnlyList<TicketKind>? Kinds { get; init; }

    /// <summary>Priorities.</summary>
    public IReadOnlyList<Priority>? Priorities { get; init; }

    /// <summary>Ways in.</summary>
    public IReadOnlyList<IntakeChannel>? Channels { get; init; }

    /// <summary>Ids of requesters' organisations.</summary>
    public IReadOnlyList<string>? Organisations { get; init; }

    /// <summary>Contract ids.</summary>
    public IReadOnlyList<string>? Contracts { get; init; }

    /// <summary>Whether a ticket with these facts is meant.</summary>
    public bool Matches(in TicketFacts facts) =>
        (Applications is null || Applications.Contains(facts.Application))
        && (Kinds is null || Kinds.Contains(facts.Kind))
        && (Priorities is null || Priorities.Contains(facts.Priority))
        && (Channels is null || Channels.Contains(facts.Channel))
        && (Organisations is null || (facts.Organisation is { } organisation && Organisations.Contains(organisation)))
        && (Contracts is null || (facts.Contract is { } contract && Contracts.Contains(contract)));
}
