using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Domain.Relations;

/// <summary>The parent, or the ticket that this one is a duplicate of, is resolved and takes this one along.</summary>
/// <param name="Original">That ticket.</param>
/// <param name="Text">What its requester was told; null for nothing.</param>
public sealed record ResolveWithOriginal(TicketId Original, string? Text) : TicketCommand;

/// <summary>What the requester of the parent was told is told here too.</summary>
/// <param name="Parent">The parent.</param>
/// <param name="Text">What was told.</param>
public sealed record PassOnFromParent(TicketId Parent, string Text) : TicketCommand;

/// <summary>What parents and their children, and duplicates, have to do with each other.</summary>
internal static class FamilyRules
{
    /// <summary>The next child that has to be looked at before the parent may be resolved; null when all are known.</summary>
    public static TicketId? NextChild(Ticket ticket, ResolveTicket command, IReadOnlyDictionary<TicketId, Ticket?> known) =>
        command.Cascade || command.Force
            ? null
            : Children(ticket).Where(child => !known.ContainsKey(child)).Select(static child => (TicketId?)child).FirstOrDefault();

    /// <summary>
    /// A parent says that all is well, which it is not while a child is open: whoever resolves it says what becomes of the
    /// children. The reason why not, or null.
    /// </summary>
    public static string? MayResolve(TicketDraft draft, ResolveTicket command)
    {
        if (command.Force && command.Reason is null)
        {
            return "Resolving a ticket although its children are open needs a reason.";
        }

        if (command.Cascade || command.Force)
        {
            return null;
        }

        TicketId[] open = [.. Children(draft.Ticket).Where(child => draft.Context.Other(child) is { IsOver: false, Status: not TicketStatus.Resolved })];
        return open.Length == 0
            ? null
            : $"{(open.Length == 1 ? "1 child is" : $"{open.Length} children are")} open ({string.Join(", ", open.Take(5))}); resolve them with it by 'cascade', or leave them by 'force'.";
    }

    /// <summary>Harmless when the ticket is not worked on any more.</summary>
    public static string? ResolveAlong(TicketDraft draft, ResolveWithOriginal command)
    {
        Ticket ticket = draft.Ticket;
        if (ticket.IsOver || ticket.Status == TicketStatus.Resolved)
        {
            return null;
        }

        string cause = $"{command.Original} was resolved, and this ticket with it";
        if (command.Text is { } text)
        {
            Tell(draft, text, withStatusChange: true);
        }

        draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Resolved, command.Text is null ? null : draft.Ticket.Messages), cause);
        return null;
    }

    /// <summary>Harmless when the ticket is over.</summary>
    public static string? PassOn(TicketDraft draft, PassOnFromParent command)
    {
        if (!draft.Ticket.IsOver)
        {
            Tell(draft, command.Text, withStatusChange: false);
        }

        return null;
    }

    // The requester of the child is answered by it, but who answers the parent does not get the child to hold.
    private static void Tell(TicketDraft draft, string text, bool withStatusChange)
    {
        draft.Write(text, isPublic: true, withStatusChange);
        SlaClocks.FollowAnswer(draft, "the answer to another ticket was passed on");
    }

    private static IEnumerable<TicketId> Children(Ticket ticket) =>
        ticket.Links.Where(static link => link.As == LinkKind.Child).Select(static link => link.To);
}
