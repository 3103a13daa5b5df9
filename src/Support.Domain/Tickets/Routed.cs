using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>The routing rules were asked about a new ticket. What they set is in <see cref="TicketOpened"/> already; this says which they were.</summary>
public sealed record Routed : TicketEventData
{
    /// <summary>Ids of the rules that matched, in order.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The application that a rule set; null for none.</summary>
    public string? Application { get; init; }

    /// <summary>The kind that a rule set; null for none.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>The impact that a rule set; null for none.</summary>
    public Grade? Impact { get; init; }

    /// <summary>The urgency that a rule set; null for none.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>The priority that a rule set; null when it follows from impact and urgency.</summary>
    public Priority? Priority { get; init; }

    /// <summary>The team that a rule set; null for the application's.</summary>
    public string? Team { get; init; }

    /// <summary>Tags that rules added.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Skills that whoever gets the ticket needs.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Whether the triage manager has to look at it.</summary>
    public bool NeedsTriage { get; init; }
}

/// <summary>Somebody said what the ticket is about.</summary>
public sealed record Triaged : TicketEventData
{
    /// <summary>Application id, from now on.</summary>
    public required string Application { get; init; }

    /// <summary>What it is about, from now on.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>How many are hit, from now on.</summary>
    public required Grade Impact { get; init; }

    /// <summary>How soon it hurts, from now on.</summary>
    public required Grade Urgency { get; init; }

    /// <summary>The skills that whoever gets the ticket needs, from now on; null leaves them as they were.</summary>
    public IReadOnlyList<string>? Skills { get; init; }
}
