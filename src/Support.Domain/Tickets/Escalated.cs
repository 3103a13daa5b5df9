using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>A step of the escalation policy, or an agent by hand, called for more help.</summary>
public sealed record Escalated : TicketEventData
{
    /// <summary>Escalation policy id; null when an agent escalated.</summary>
    public string? Policy { get; init; }

    /// <summary>Step id; null when an agent escalated.</summary>
    public string? Step { get; init; }

    /// <summary>The clock that the step is on; null when an agent escalated.</summary>
    public ClockKind? Clock { get; init; }

    /// <summary>The cycle of that clock.</summary>
    public int? Cycle { get; init; }

    /// <summary>The exact instant at which the step was due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whom to tell.</summary>
    public IReadOnlyList<Audiences> Notify { get; init; } = [];

    /// <summary>Whom to page; empty when somebody has acknowledged already.</summary>
    public IReadOnlyList<Audiences> Page { get; init; } = [];

    /// <summary>The agents who are paged with this event; empty in histories from before it was recorded.</summary>
    public IReadOnlyList<string> Paged { get; init; } = [];

    /// <summary>Whom to page one after the other from now on.</summary>
    public IReadOnlyList<PageChain> PageChains { get; init; } = [];

    /// <summary>Id of the webhook to call; null for none.</summary>
    public string? Webhook { get; init; }

    /// <summary>What the step says and is not done, each with the reason, for a person to read.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    /// <summary>Whether the ticket goes to another tier with this.</summary>
    public bool Functional { get; init; }

    /// <summary>The tier that it goes to; null when it stays.</summary>
    public Tier? RaisedTo { get; init; }

    /// <summary>The team that holds the ticket once this is done; null in histories from before it was recorded.</summary>
    public string? Team { get; init; }

    /// <summary>The agent who holds it then; null when nobody does.</summary>
    public string? Agent { get; init; }
}

/// <summary>The ticket is a major incident from now on.</summary>
public sealed record MajorIncidentDeclared : TicketEventData
{
    /// <summary>Escalation policy id; null when a person declared it.</summary>
    public string? Policy { get; init; }

    /// <summary>Step id; null when a person declared it.</summary>
    public string? Step { get; init; }
}

/// <summary>A rule wants somebody of the team to get the ticket; the assignment finds out who, or says why nobody can.</summary>
public sealed record AssignmentWanted : TicketEventData
{
    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>How to find somebody.</summary>
    public required AssignmentWay How { get; init; }

    /// <summary>What that somebody must be good at; empty for what the ticket itself needs.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Escalation policy id; null when no step wants it.</summary>
    public string? Policy { get; init; }

    /// <summary>Step id; null when no step wants it.</summary>
    public string? Step { get; init; }
}
