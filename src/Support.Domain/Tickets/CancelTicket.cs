using Support.Domain.Model;
using Support.Domain.Sla;

namespace Support.Domain.Tickets;

/// <summary>Withdraw the ticket: what it asked for is not wanted any more.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record CancelTicket(string Reason) : TicketCommand;

/// <summary>Withdraws tickets.</summary>
internal static class CancelRules
{
    public static string? Cancel(TicketDraft draft, CancelTicket command)
    {
        draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Cancelled), command.Reason);
        SlaClocks.Withdraw(draft, "the ticket was cancelled");
        return null;
    }
}
