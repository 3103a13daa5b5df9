namespace Support.Domain.Phone;

/// <summary>Who rang whom.</summary>
public enum CallDirection
{
    /// <summary>The requester rang the desk.</summary>
    Incoming,

    /// <summary>The desk rang the requester.</summary>
    Outgoing,
}

/// <summary>A call, as the agent who had it writes it down.</summary>
public sealed record PhoneCall
{
    /// <summary>Who rang whom.</summary>
    public required CallDirection Direction { get; init; }

    /// <summary>When it began; null when nobody said.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it was; null when nobody said.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The requester's number; null when nobody said.</summary>
    public string? Number { get; init; }

    /// <summary>Whether agent and requester spoke with each other; false for a ringing that nobody took, and for a recorded voice.</summary>
    public required bool Answered { get; init; }
}
