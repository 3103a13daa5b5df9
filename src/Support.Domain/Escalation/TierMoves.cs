using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Escalation;

/// <summary>The tiers of a ticket's application, and moving between them.</summary>
internal static class TierMoves
{
    /// <summary>The next tier above the ticket's; null when there is none.</summary>
    public static Tier? Next(TicketDraft draft)
    {
        if (!draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application))
        {
            return null;
        }

        return application.Teams.Keys.Where(tier => tier > draft.Ticket.Tier).Select(tier => (Tier?)tier).Min();
    }

    /// <summary>The team of a tier; null when the application does not have it.</summary>
    public static string? TeamOf(TicketDraft draft, Tier tier) =>
        draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application)
            ? application.Teams.GetValueOrDefault(tier)
            : null;

    /// <summary>Gives the ticket to a team of another tier, and there to an agent or to nobody yet.</summary>
    public static void MoveTo(TicketDraft draft, Tier tier, string team, string? agent, string cause, Actor? actor)
    {
        Ticket ticket = draft.Ticket;
        draft.Emit(new TierChanged(ticket.Tier, tier, draft.Context.Now - ticket.TierSince), cause, actor);
        draft.Emit(new Assigned(agent, team), cause, actor);
    }
}
