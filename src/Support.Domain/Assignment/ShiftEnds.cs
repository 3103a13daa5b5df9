using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Assignment;

/// <summary>Gives tickets back whose holder goes home, where the team wants that.</summary>
internal static class ShiftEnds
{
    /// <summary>
    /// When the ticket goes back to the team: at the end of the shift in which its holder got it, or in which it began to
    /// wait for the desk again. What begins to wait while they are away goes back at once; what they were given by hand
    /// while they were away is theirs to the end of the next shift. Null when it stays.
    /// </summary>
    public static DateTimeOffset? Of(Ticket ticket, SupportModel model)
    {
        bool waitsForDesk = ticket.Status is TicketStatus.New or TicketStatus.Open;
        if (!waitsForDesk || ticket is not { Assignee: { } agent, AssigneeSince: { } assigned }
            || model.Teams.GetValueOrDefault(ticket.Team) is not { OnShiftEnd: ShiftEnd.Return } team || !team.Members.Contains(agent))
        {
            return null;
        }

        DateTimeOffset from = ticket.OpenSince is { } open && open > assigned ? open : assigned;
        var presence = Presence.Of(model, agent, from);
        return presence.Here ? presence.Next
            : from > assigned ? from
            : presence.Next is { } back ? Presence.Of(model, agent, back).Next
            : null;
    }

    /// <summary>Gives the ticket back to the team.</summary>
    public static void Return(TicketDraft draft, DateTimeOffset due)
    {
        SupportModel model = draft.Context.Model;
        Agent? person = model.Agents.GetValueOrDefault(draft.Ticket.Assignee!);
        string zone = person?.Shifts.Select(id => model.Shifts.GetValueOrDefault(id)).FirstOrDefault()?.TimeZone ?? "Etc/UTC";
        draft.Emit(
            new Assigned(null, draft.Ticket.Team),
            $"{person?.Name ?? draft.Ticket.Assignee} is off shift since {Presence.Say(due, zone, draft.Context.Now)}: back to the team",
            Actor.Clock);
    }
}
