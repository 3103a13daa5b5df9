using Support.Domain.Model;
using Support.Domain.Swarm;
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

        if (SwarmRules.IsFor(draft))
        {
            return Widen(draft, tier, command.Reason);
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

    // A swarm keeps its owner and its tier: people of the higher tier come to the ticket instead.
    private static string? Widen(TicketDraft draft, Tier tier, string reason)
    {
        string cause = $"{reason} (a swarm keeps its owner and tier: people of {tier} are invited)";
        return SwarmRules.WidenTo(draft, tier, cause) is { } why ? $"Nobody more can be called: {why}." : null;
    }

    /// <summary>An agent hands the ticket down. The reason why not, or null.</summary>
    public static string? DeEscalate(TicketDraft draft, DeEscalateTicket command)
    {
        Ticket ticket = draft.Ticket;
        Tier? to = command.To ?? TiersOf(draft).Where(tier => tier < ticket.Tier).Select(static tier => (Tier?)tier).Max();
        if (to is not { } tier)
        {
            return $"{ticket.Tier} is the first tier of {ticket.Application}.";
        }

        if (tier >= ticket.Tier)
        {
            return $"The ticket is on {ticket.Tier}; {tier} is not below it.";
        }

        if (TeamOf(draft, tier) is not { } team)
        {
            return $"{ticket.Application} has no {tier}.";
        }

        if (SwarmRules.IsFor(draft))
        {
            return "A swarm keeps its tier; whoever is not needed leaves it.";
        }

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
