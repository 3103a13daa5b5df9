using Support.Domain.Tickets;

namespace Support.Domain.Vendors;

/// <summary>The ticket went to the vendor behind the last tier.</summary>
public sealed record VendorEngaged : TicketEventData
{
    /// <summary>1 for the first hand-off of the ticket, then 2, 3 …</summary>
    public required int Engagement { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>Where it went.</summary>
    public required string Email { get; init; }

    /// <summary>Id of the webhook that is called too; null for none.</summary>
    public string? Webhook { get; init; }

    /// <summary>Number of the note that was sent; null when none was.</summary>
    public int? Message { get; init; }

    /// <summary>Whether the public messages up to this moment were sent. Internal notes never are.</summary>
    public bool Conversation { get; init; }
}

/// <summary>The vendor said something.</summary>
public sealed record VendorAnswered : TicketEventData
{
    /// <summary>The hand-off that they answer.</summary>
    public required int Engagement { get; init; }

    /// <summary>What they say.</summary>
    public required VendorWord Word { get; init; }

    /// <summary>Their reference; null when they named none with this.</summary>
    public string? Reference { get; init; }

    /// <summary>Number of the internal message that they wrote; null for none.</summary>
    public int? Message { get; init; }
}

/// <summary>The vendor is told that the ticket is not needed any more.</summary>
/// <param name="Engagement">The hand-off that is over.</param>
public sealed record VendorReleased(int Engagement) : TicketEventData;
