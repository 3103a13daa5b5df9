using Support.Domain.Access;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Platform.Tickets;

namespace Support.Platform.Relations;

/// <summary>What was written in a ticket that goes on in another.</summary>
/// <param name="Ticket">That ticket.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Requester">Who opened it.</param>
/// <param name="Messages">All its messages, notes among them.</param>
public sealed record MergedConversation(TicketId Ticket, string Subject, Requester Requester, IReadOnlyList<TicketMessage> Messages);

/// <summary>
/// Follows merges. Messages are shown where their ticket went on and stay where they were written, so that taking a merge
/// back moves nothing.
/// </summary>
public sealed class MergedConversations(TicketStore store)
{
    private const int TicketsMax = 20;

    /// <summary>
    /// What was written in the tickets that go on in this one, and in those that went on in them, as far as the reader may
    /// know of them.
    /// </summary>
    public async Task<IReadOnlyList<MergedConversation>> OfAsync(Ticket ticket, TicketScope scope, CancellationToken cancellationToken)
    {
        var found = new List<MergedConversation>();
        var seen = new HashSet<TicketId> { ticket.Id };
        var waiting = new Queue<MergedTicket>(ticket.MergedFrom);
        while (found.Count < TicketsMax && waiting.TryDequeue(out MergedTicket? next))
        {
            if (!seen.Add(next.Ticket) || await store.FindAsync(next.Ticket, cancellationToken) is not { Ticket: { } source }
                || !scope.Covers(source.Team, source.Application))
            {
                continue;
            }

            IReadOnlyList<TicketMessage> messages = await store.MessagesAsync(source.Id, cancellationToken);
            found.Add(new MergedConversation(source.Id, source.Subject, source.Requester, messages));
            foreach (MergedTicket before in source.MergedFrom)
            {
                waiting.Enqueue(before);
            }
        }

        return found;
    }

    /// <summary>The ticket that a merged ticket goes on in today; the ticket itself when it was not merged.</summary>
    public async Task<Ticket> EndOfAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        Ticket end = ticket;
        for (int hops = 0; hops < TicketsMax && end.Merged is { } merged; hops++)
        {
            if (await store.FindAsync(merged.Into, cancellationToken) is not { Ticket: { } next })
            {
                break;
            }

            end = next;
        }

        return end;
    }
}
