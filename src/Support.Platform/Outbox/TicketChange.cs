using Support.Domain.Tickets;

namespace Support.Platform.Outbox;

/// <summary>The message on topic <c>ticket-events</c>: what one commit did to a ticket.</summary>
public sealed record TicketChange
{
    /// <summary>The ticket.</summary>
    public required TicketId TicketId { get; init; }

    /// <summary>Its version after the commit.</summary>
    public required int Version { get; init; }

    /// <summary>Whether the ticket's own clock made the change; then it needs no waking.</summary>
    public bool ByClock { get; init; }

    /// <summary>What happened, in order. The same event may arrive twice, also in another company.</summary>
    public required IReadOnlyList<TicketEvent> Events { get; init; }

    /// <summary>The ticket after these events, or later.</summary>
    public required Ticket Ticket { get; init; }
}
