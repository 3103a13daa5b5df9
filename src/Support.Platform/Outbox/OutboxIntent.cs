using Support.Domain.Tickets;

namespace Support.Platform.Outbox;

/// <summary>
/// "This ticket is about to change after this version": written before the commit, deleted after publishing. What a crash
/// leaves behind is a row that says where to look, so finding unpublished commits never scans the tickets.
/// </summary>
public sealed record OutboxIntent
{
    /// <summary>The writing process; the partition.</summary>
    public required string Writer { get; init; }

    /// <summary>Unique within the writer.</summary>
    public required string Key { get; init; }

    /// <summary>The ticket.</summary>
    public required TicketId TicketId { get; init; }

    /// <summary>The version before the commit; 0 for a new ticket.</summary>
    public required int AfterVersion { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }
}
