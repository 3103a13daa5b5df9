using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Tiers;

/// <summary>Moves a ticket from tier to tier, by hand or by a step. The SLA clocks run on: the promise was made by the desk as a whole.</summary>
internal static class TierMoves
{
    /// <summary>An agent hands the ticket up. The reason why not, or null.</summary>
    public static string? Escalate(TicketDraft draft, EscalateTicket command)
    {
        Ticket ticket = draft.Ticket;
        Tier? to = command.To ?? Next(draft);
        if (to is not { } tier)
        {
            return $"{ticket.Tier} is the last tier of {ticket.Application}.";
        }

        if (tier <= ticket.Tier)
        {
            return $"The ticket is on {ticket.Tier}; {tier} is not above it.";
        }

        if (TeamOf(draft, tier) is not { } team)
        {
            return $"{ticket.Application} has no {tier}.";
        }

        draft.Emit(
            new Escalated { Notify = [Audiences.TeamLead, Audiences.OnCall], Functional = true, RaisedTo = tier, Team = team },
            command.Reason);
        MoveTo(draft, tier, team, agent: null, command.Reason, actor: null);
        return null;
    }

    /// <summary>Gives the ticket to a team of another tier.</summary>
    public static void MoveTo(TicketDraft draft, Tier tier, string team, string? agent, string? cause, Actor? actor)
    {
        Ticket ticket = draft.Ticket;
        draft.Emit(new TierChanged(ticket.Tier, tier, draft.Context.Now - ticket.TierSince), cause, actor);
        draft.Emit(new Assigned(agent, team), cause, actor);
    }

    /// <summary>The tier above the ticket's, of those that its application has; null when there is none.</summary>
    public static Tier? Next(TicketDraft draft) =>
        TiersOf(draft).Where(tier => tier > draft.Ticket.Tier).Select(static tier => (Tier?)tier).Min();

    /// <summary>The team that works a tier of the ticket's application; null when it has no such tier.</summary>
    public static string? TeamOf(TicketDraft draft, Tier tier) =>
        draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application)
            ? application.Teams.GetValueOrDefault(tier)
            : null;

    private static IEnumerable<Tier> TiersOf(TicketDraft draft) =>
        draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application)
            ? application.Teams.Keys
            : [];
}
