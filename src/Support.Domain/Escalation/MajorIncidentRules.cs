using Support.Domain.Tickets;

namespace Support.Domain.Escalation;

/// <summary>Declares major incidents; a ticket becomes one once.</summary>
internal static class MajorIncidentRules
{
    /// <summary>A step of a policy.</summary>
    public static void ByStep(TicketDraft draft, string policy, string step, string cause) =>
        draft.Emit(new MajorIncidentDeclared { Policy = policy, Step = step }, cause, Actor.Clock);

    /// <summary>A person; who says it of one that is known already says nothing wrong. Null: it is never refused.</summary>
    public static string? ByHand(TicketDraft draft, DeclareMajorIncident command)
    {
        if (draft.Ticket.MajorIncidentAt is null)
        {
            draft.Emit(new MajorIncidentDeclared(), command.Reason);
        }

        return null;
    }
}
