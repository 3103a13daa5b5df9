using Support.Domain.Tickets;
using Support.Platform.Mail;

namespace Support.Platform.Quarantine;

/// <summary>Where a mail in the quarantine stands.</summary>
public enum QuarantineState
{
    /// <summary>It waits for a person.</summary>
    Waiting,

    /// <summary>Somebody had it taken once more, and it is on its way.</summary>
    Replaying,

    /// <summary>It is in a ticket now.</summary>
    Taken,

    /// <summary>Somebody looked at it and threw it away; the record stays.</summary>
    Discarded,
}

/// <summary>A mail in the quarantine: kept whole, with the reason.</summary>
public sealed record QuarantinedMail
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public QuarantineState State { get; init; }

    /// <summary>Why it is here, for a person to read.</summary>
    public required string Reason { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who it says it is from; null when that could not be read.</summary>
    public string? From { get; init; }

    /// <summary>Its subject; null when that could not be read.</summary>
    public string? Subject { get; init; }

    /// <summary>Its Message-ID; null for none.</summary>
    public string? MessageId { get; init; }

    /// <summary>How many bytes.</summary>
    public long Size { get; init; }

    /// <summary>The mail, and how it came.</summary>
    public required KeptMail Mail { get; init; }

    /// <summary>The ticket that it is in since it was taken once more; null for none.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>Who replayed or discarded it last; null for nobody.</summary>
    public string? By { get; init; }

    /// <summary>Why it was discarded; null when it was not.</summary>
    public string? DiscardReason { get; init; }
}
