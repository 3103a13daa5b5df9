using Support.Domain.Tickets;

namespace Support.Domain.Phone;

/// <summary>Agent and requester had a call, or missed each other.</summary>
/// <param name="Direction">Who rang whom.</param>
/// <param name="Answered">Whether they spoke with each other.</param>
/// <param name="Message">Number of the message that says what was said.</param>
public sealed record CallRecorded(CallDirection Direction, bool Answered, int Message) : TicketEventData
{
    /// <summary>When it began; null when nobody said.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it was; null when nobody said.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The requester's number; null when nobody said.</summary>
    public string? Number { get; init; }
}
