namespace Support.Functions.Desk.Tickets.Bulk;

/// <summary>What became of a ticket.</summary>
public enum BulkOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>The rules forbid it now.</summary>
    Refused,

    /// <summary>The ticket has changed since the sender looked.</summary>
    Stale,

    /// <summary>The Idempotency-Key was used on this ticket before, with another body.</summary>
    KeyReused,

    /// <summary>There is no such ticket for the sender.</summary>
    NotFound,
}

/// <summary>What became of a ticket.</summary>
/// <param name="Ticket">The ticket, as it was named.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record BulkResult(string Ticket, BulkOutcome Outcome)
{
    /// <summary>The version afterwards; of a stale ticket the version that it has.</summary>
    public int? Version { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it had been done before, under the same key.</summary>
    public bool Replayed { get; init; }
}
