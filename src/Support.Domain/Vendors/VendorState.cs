namespace Support.Domain.Vendors;

/// <summary>The vendor behind a ticket: who has it or had it last, as it was when they got it.</summary>
public sealed record VendorState
{
    /// <summary>The name that people know.</summary>
    public required string Name { get; init; }

    /// <summary>Where the hand-off went.</summary>
    public required string Email { get; init; }

    /// <summary>Id of the webhook that is called too; null for none.</summary>
    public string? Webhook { get; init; }

    /// <summary>1 for the first hand-off of the ticket, then 2, 3 …</summary>
    public required int Engagement { get; init; }

    /// <summary>When it was handed off last.</summary>
    public required DateTimeOffset EngagedAt { get; init; }

    /// <summary>Number of the note that says what was asked; null when the conversation alone was sent.</summary>
    public int? Asked { get; init; }

    /// <summary>Whether they have it: they were asked and neither have answered nor were told that it is not needed any more.</summary>
    public bool HasTicket { get; init; }

    /// <summary>Their reference for it; null while they named none.</summary>
    public string? Reference { get; init; }

    /// <summary>What they said last; null when nothing.</summary>
    public VendorWord? Word { get; init; }

    /// <summary>When they said it.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>Numbers of the messages that they wrote.</summary>
    public IReadOnlyList<int> Messages { get; init; } = [];
}

/// <summary>What a vendor says of a ticket.</summary>
public enum VendorWord
{
    /// <summary>They got it; we go on waiting.</summary>
    Acknowledged,

    /// <summary>They work on it; we go on waiting.</summary>
    InProgress,

    /// <summary>They say something that we have to look at: the ticket is ours again.</summary>
    Answered,

    /// <summary>They are done with it: the ticket is ours again.</summary>
    Resolved,
}
