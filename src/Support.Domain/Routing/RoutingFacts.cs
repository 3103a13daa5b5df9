using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Routing;

/// <summary>What the rules may look at: the ticket as it came in. What the sender did not say is null.</summary>
public sealed record RoutingFacts
{
    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>The first message; its first 20,000 characters are looked at.</summary>
    public required string Description { get; init; }

    /// <summary>The requester's mail address.</summary>
    public required string Requester { get; init; }

    /// <summary>Id of the organisation that vouches for the sender; null for that of the requester's address.</summary>
    public string? Organisation { get; init; }

    /// <summary>The way in.</summary>
    public IntakeChannel Channel { get; init; }

    /// <summary>Application id.</summary>
    public string? Application { get; init; }

    /// <summary>What it is about.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>How many are hit.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>Tags that it has already.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the sender added, by name.</summary>
    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    /// <summary>What a submission says.</summary>
    public static RoutingFacts Of(OpenTicket command, IntakeChannel channel) => new()
    {
        Subject = command.Subject,
        Description = command.Description,
        Requester = command.Requester.Email,
        Organisation = command.Organisation,
        Channel = channel,
        Application = command.Application,
        Kind = command.Kind,
        Impact = command.Impact,
        Urgency = command.Urgency,
        CustomFields = command.CustomFields,
    };
}

/// <summary>What the rules came to: everything that a new ticket needs, and why.</summary>
public sealed record RoutingResult
{
    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>What it is about.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>How many are hit.</summary>
    public required Grade Impact { get; init; }

    /// <summary>How soon it hurts.</summary>
    public required Grade Urgency { get; init; }

    /// <summary>By the matrix, unless a rule set it.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Where it starts.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>Whether the triage manager has to look at it: nobody said what it is about, neither the sender nor a rule.</summary>
    public required bool NeedsTriage { get; init; }

    /// <summary>What the matching rules set and what came of it; null when the model has no rules.</summary>
    public Routed? Routed { get; init; }

    /// <summary>Which rules matched and by what, for a person to read.</summary>
    public required string Explanation { get; init; }

    /// <summary>What became of each rule, in order.</summary>
    public required IReadOnlyList<RuleVerdict> Rules { get; init; }
}

/// <summary>What became of a rule.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it; null when nobody said.</param>
/// <param name="Matched">Whether it matched; null when it was not asked, because a rule before it decided.</param>
/// <param name="Because">By what it matched, or what it missed.</param>
public sealed record RuleVerdict(int Number, string Id, string? Name, bool? Matched, string Because);
