using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Escalation;

/// <summary>Finds a place for a ticket whose application, tier, team or agent is not in the model any more.</summary>
internal static class LostPlaces
{
    /// <summary>Moves the ticket if it must be; nothing when its place is still there.</summary>
    /// <param name="draft">The ticket; the draft's model is the one in force.</param>
    /// <param name="before">The model before: what it did not have either was dealt with when it was lost.</param>
    /// <param name="cause">The beginning of the cause.</param>
    public static void Apply(TicketDraft draft, SupportModel before, string cause)
    {
        SupportModel model = draft.Context.Model;
        Ticket ticket = draft.Ticket;
        if (!model.Applications.TryGetValue(ticket.Application, out ServiceApplication? application))
        {
            if (before.Applications.ContainsKey(ticket.Application) || !HasPlace(ticket, model))
            {
                ToTriage(draft, $"{cause}there is no application {ticket.Application} any more");
            }

            return;
        }

        if (!application.Teams.ContainsKey(ticket.Tier))
        {
            Tier tier = application.Teams.Keys.Where(tier => tier > ticket.Tier).DefaultIfEmpty(application.Teams.Keys.Max()).Min();
            string why = $"{cause}{ticket.Application} has no {ticket.Tier} any more";
            draft.Emit(new TierChanged(ticket.Tier, tier, draft.Context.Now - ticket.TierSince), why, Actor.Model);
            draft.Emit(new Assigned(StillThere(ticket, application.Teams[tier], model), application.Teams[tier]), why, Actor.Model);
        }
        else if (!model.Teams.ContainsKey(ticket.Team))
        {
            string team = application.Teams[ticket.Tier];
            draft.Emit(
                new Assigned(StillThere(ticket, team, model), team),
                $"{cause}there is no team {ticket.Team} any more, {ticket.Tier} of {ticket.Application} is {team}",
                Actor.Model);
        }
        else if (ticket.Assignee is { } agent && !model.Agents.ContainsKey(agent))
        {
            draft.Emit(new Assigned(null, ticket.Team), $"{cause}there is no agent {agent} any more", Actor.Model);
        }
    }

    private static bool HasPlace(Ticket ticket, SupportModel model) =>
        model.Teams.ContainsKey(ticket.Team) && (ticket.Assignee is null || model.Agents.ContainsKey(ticket.Assignee));

    /// <summary>Whoever holds the ticket keeps it where they are of the team that gets it.</summary>
    private static string? StillThere(Ticket ticket, string team, SupportModel model) =>
        ticket.Assignee is { } agent && model.Agents.ContainsKey(agent) && model.Teams[team].Members.Contains(agent) ? agent : null;

    private static void ToTriage(TicketDraft draft, string cause)
    {
        SupportModel model = draft.Context.Model;
        string manager = model.Leadership.TriageManager;
        string team = model.Teams.ContainsKey(draft.Ticket.Team)
            ? draft.Ticket.Team
            : model.Teams
                .OrderByDescending(pair => pair.Value.Members.Contains(manager))
                .ThenByDescending(pair => pair.Value.Tier == draft.Ticket.Tier)
                .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
                .First().Key;
        if (manager != draft.Ticket.Assignee || team != draft.Ticket.Team)
        {
            draft.Emit(new Assigned(manager, team), $"{cause}: the triage manager decides", Actor.Model);
        }
    }
}
