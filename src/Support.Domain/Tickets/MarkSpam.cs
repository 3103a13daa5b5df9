using Support.Domain.Model;
using Support.Domain.Sla;

namespace Support.Domain.Tickets;

/// <summary>The ticket is unwanted mail: it is withdrawn without a word to its sender.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record MarkSpam(string Reason) : TicketCommand;

/// <summary>The ticket was wanted after all.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record MarkNotSpam(string Reason) : TicketCommand;

/// <summary>The ticket is unwanted mail.</summary>
/// <param name="Sender">The address that it came from.</param>
/// <param name="StatusBefore">Where it stood.</param>
public sealed record SpamMarked(string Sender, TicketStatus StatusBefore) : TicketEventData;

/// <summary>The ticket was wanted after all.</summary>
/// <param name="Sender">The address that it came from.</param>
public sealed record SpamCleared(string Sender) : TicketEventData;

/// <summary>Withdraws unwanted mail, and takes that back.</summary>
internal static class Spam
{
    public static string? Mark(TicketDraft draft, MarkSpam command)
    {
        TicketStatus before = draft.Ticket.Status;
        draft.Emit(new SpamMarked(draft.Ticket.Requester.Email, before), command.Reason);
        draft.Emit(new StatusChanged(before, TicketStatus.Cancelled), command.Reason);
        SlaClocks.Withdraw(draft, "the ticket is spam");
        return null;
    }

    public static string? Clear(TicketDraft draft, MarkNotSpam command)
    {
        if (draft.Ticket.SpamFrom is not { } before)
        {
            return "The ticket was not marked as spam.";
        }

        draft.Emit(new SpamCleared(draft.Ticket.Requester.Email), command.Reason);
        draft.Emit(new StatusChanged(draft.Ticket.Status, before), command.Reason);
        return null;
    }
}
