using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Functions.Orchestration.Clock;

/// <summary>When a clock has to wake. Kept in orchestration histories: members may be added, never renamed.</summary>
/// <param name="IsOver">Nothing will happen to the ticket any more: the clock ends.</param>
/// <param name="DueAt">The next deadline; null when only a change can bring one.</param>
public sealed record NextWake(bool IsOver, DateTimeOffset? DueAt)
{
    /// <summary>When the clock of a ticket has to wake; of no ticket, never.</summary>
    internal static NextWake Of(Ticket? ticket, SupportModel model) => ticket is null || ticket.IsOver
        ? new NextWake(IsOver: true, null)
        : new NextWake(IsOver: false, Deadlines.Next(ticket, model)?.DueAt);
}
