using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Relations;

/// <summary>
/// Let the ticket go on in another. Where that one was merged itself, it goes on in the one at the end. The other learns of
/// it by <see cref="TakeInMerged"/>.
/// </summary>
/// <param name="Into">The ticket that it goes on in.</param>
/// <param name="Reason">Why; needed.</param>
/// <param name="AcrossOrganisations">Whether it may go on in a ticket of other people, who will read it.</param>
public sealed record MergeTicket(TicketId Into, string Reason, bool AcrossOrganisations = false) : TicketCommand
{
    /// <inheritdoc />
    public override TicketId? NextToLookAt(Ticket ticket, IReadOnlyDictionary<TicketId, Ticket?> known)
    {
        TicketId next = Into;
        while (next != ticket.Id && known.TryGetValue(next, out Ticket? other))
        {
            if (other?.Merged is not { } merged)
            {
                return null;
            }

            next = merged.Into;
        }

        return next == ticket.Id ? null : next;
    }
}

/// <summary>Take a merge back.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record UnmergeTicket(string Reason) : TicketCommand;

/// <summary>The other side of a merge: another ticket goes on in this one. Harmless when it knows already.</summary>
public sealed record TakeInMerged : TicketCommand
{
    /// <summary>The ticket that goes on here.</summary>
    public required TicketId Source { get; init; }

    /// <summary>Who opened it; they are told of this ticket from now on.</summary>
    public required Requester Requester { get; init; }

    /// <summary>Who was told of it; they are told of this ticket from now on.</summary>
    public required IReadOnlyList<Watcher> Watchers { get; init; }

    /// <summary>Since when its requester waits for an answer, which is owed here now; null when they do not.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Whether a machine opened it, which reads no mail.</summary>
    public bool ByMachine { get; init; }

    /// <summary>Why it was merged.</summary>
    public string? Reason { get; init; }
}

/// <summary>The other side of a merge that was taken back. Harmless when it is back already.</summary>
/// <param name="Source">The ticket that goes on by itself again.</param>
/// <param name="Reason">Why the merge was taken back.</param>
public sealed record GiveBackMerged(TicketId Source, string? Reason) : TicketCommand;

/// <summary>Where a ticket went on, and what it takes to take that back.</summary>
/// <param name="Into">The ticket that it goes on in.</param>
/// <param name="StatusBefore">Where it stood.</param>
public sealed record Merger(TicketId Into, TicketStatus StatusBefore);

/// <summary>A ticket that goes on in this one.</summary>
/// <param name="Ticket">Which.</param>
/// <param name="Brought">Who is told of this ticket because of it.</param>
public sealed record MergedTicket(TicketId Ticket, IReadOnlyList<Watcher> Brought);

/// <summary>The ticket goes on in another.</summary>
/// <param name="Into">The ticket that it goes on in.</param>
/// <param name="StatusBefore">Where it stood.</param>
public sealed record TicketMerged(TicketId Into, TicketStatus StatusBefore) : TicketEventData;

/// <summary>The ticket goes on by itself again.</summary>
/// <param name="From">The ticket that it went on in.</param>
public sealed record TicketUnmerged(TicketId From) : TicketEventData;

/// <summary>Another ticket goes on in this one.</summary>
/// <param name="Source">The other ticket.</param>
/// <param name="Requester">Who opened the other ticket.</param>
/// <param name="Brought">Who is told of this ticket because of it.</param>
/// <param name="ByMachine">Whether a machine opened the other ticket.</param>
/// <param name="WaitingSince">Since when the requester of the other ticket waits for an answer; null when they do not.</param>
public sealed record MergedTicketTakenIn(
    TicketId Source, Requester Requester, IReadOnlyList<Watcher> Brought, bool ByMachine, DateTimeOffset? WaitingSince)
    : TicketEventData;

/// <summary>Another ticket goes on by itself again.</summary>
/// <param name="Source">The other ticket.</param>
public sealed record MergedTicketGivenBack(TicketId Source) : TicketEventData;
