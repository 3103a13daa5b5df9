using Azure;
using Support.Domain.Tickets;

namespace Support.Platform.Tickets;

/// <summary>A ticket as it was read, with the ETag that guards the next write.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="ETag">The head row's ETag.</param>
public sealed record StoredTicket(Ticket Ticket, ETag ETag);

/// <summary>One change to one ticket, committed whole or not at all.</summary>
public sealed record TicketCommit
{
    /// <summary>The ticket afterwards.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>The head's ETag before; null for a ticket that is new.</summary>
    public required ETag? ETag { get; init; }

    /// <summary>What happened.</summary>
    public required IReadOnlyList<TicketEvent> Events { get; init; }

    /// <summary>What was written.</summary>
    public required IReadOnlyList<TicketMessage> Messages { get; init; }

    /// <summary>Proof that a keyed request was done; null when it had no key.</summary>
    public Receipt? Receipt { get; init; }
}

/// <summary>Proof, within the ticket's own partition, that a request with an idempotency key was done.</summary>
/// <param name="KeyHash">Hash of caller's scope and key.</param>
/// <param name="BodyHash">Hash of the request's body.</param>
/// <param name="Version">The ticket's version afterwards, from which the answer is made again.</param>
public sealed record Receipt(string KeyHash, string BodyHash, int Version);
