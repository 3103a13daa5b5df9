using System.Globalization;
using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>Wait for a third party.</summary>
/// <param name="Reason">What for; needed.</param>
/// <param name="Until">When the ticket comes back by itself; null to wait until somebody says so.</param>
public sealed record HoldTicket(string Reason, DateTimeOffset? Until = null) : TicketCommand;

/// <summary>Waiting: for the requester, or for a third party, and not for ever.</summary>
internal static class WaitingRules
{
    /// <summary>Who wants to wait longer closes the ticket: it can be followed up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Waits for a third party. The reason why not, or null.</summary>
    public static string? Hold(TicketDraft draft, HoldTicket command)
    {
        if (Mistake(draft, command.Until) is { } mistake)
        {
            return mistake;
        }

        Hold(draft, command.Reason, command.Until);
        return null;
    }

    /// <summary>Waits for a third party; harmless when the ticket does so already.</summary>
    public static void Hold(TicketDraft draft, string cause, DateTimeOffset? until = null)
    {
        if (draft.Ticket.Status != TicketStatus.OnHold)
        {
            draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.OnHold) { Until = until }, cause);
        }
    }

    /// <summary>The third party has answered; harmless when the ticket does not wait for one.</summary>
    public static void EndHold(TicketDraft draft, string cause)
    {
        if (draft.Ticket.Status == TicketStatus.OnHold)
        {
            Resume(draft, cause);
        }
    }

    /// <summary>Waits for the requester. The reason why not, or null.</summary>
    public static string? Pend(TicketDraft draft, SetPending command)
    {
        if (Mistake(draft, command.Until) is { } mistake)
        {
            return mistake;
        }

        draft.Emit(
            new StatusChanged(draft.Ticket.Status, TicketStatus.Pending) { Until = command.Until },
            command.Reason ?? "waiting for the requester");
        return null;
    }

    /// <summary>The ticket is to be worked on again.</summary>
    public static string? Resume(TicketDraft draft, string cause, Actor? actor = null)
    {
        draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Open), cause, actor);
        return null;
    }

    /// <summary>Why a ticket comes back by itself.</summary>
    public static string Cause(Ticket ticket, DateTimeOffset due) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TicketTransitions.Word(ticket.Status)} until {due.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: that time has come");

    private static string? Mistake(TicketDraft draft, DateTimeOffset? until) => until switch
    {
        null => null,
        { } past when past <= draft.Context.Now => "The ticket can only wait until a time that is still to come.",
        { } far when far - draft.Context.Now > Longest => $"The ticket can wait for at most {Longest.TotalDays} days.",
        _ => null,
    };
}
