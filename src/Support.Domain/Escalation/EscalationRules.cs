using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Domain.Escalation;

/// <summary>Does what a step of the escalation policy says, and what an agent escalates by hand.</summary>
internal static class EscalationRules
{
    /// <summary>One step of the policy.</summary>
    public static void DoStep(TicketDraft draft, Deadline deadline, string cause)
    {
        EscalationStep step = deadline.Step!;
        Ticket ticket = draft.Ticket;
        Tier? raiseTo = step.RaiseTo is { } tier && tier > ticket.Tier && TeamOf(draft, tier) is not null ? tier : null;
        string team = raiseTo is { } next ? TeamOf(draft, next)! : ticket.Team;
        string? agent = (step.AssignToOnCall ? OnCallOf(draft, team) : null) ?? (raiseTo is null ? ticket.Assignee : null);
        draft.Emit(
            new Escalated
            {
                Policy = deadline.Policy,
                Step = step.Id,
                Clock = deadline.Clock,
                Cycle = ticket.Clock(deadline.Clock!.Value)!.Cycle,
                DueAt = deadline.DueAt,
                Notify = step.Notify,

                // Who acknowledged was of the tier before: a tier that gets the ticket now is paged all the same.
                Page = ticket.AcknowledgedAt is null || raiseTo is not null ? step.Page : [],
                Functional = raiseTo is not null,
                RaisedTo = raiseTo,
                Team = team,
                Agent = agent,
            },
            cause,
            Actor.Clock);

        if (step.RaisePriorityTo is { } priority && priority < ticket.Priority)
        {
            draft.Emit(new PriorityChanged(ticket.Priority, priority), cause, Actor.Clock);
            SlaClocks.Retarget(draft, cause, Actor.Clock);
        }

        if (raiseTo is { } to)
        {
            MoveTo(draft, to, team, agent, cause, Actor.Clock);
        }
        else if (agent != ticket.Assignee)
        {
            draft.Emit(new Assigned(agent, team), cause, Actor.Clock);
        }
    }

    /// <summary>An agent hands the ticket up. The reason why not, or null.</summary>
    public static string? ByHand(TicketDraft draft, EscalateTicket command)
    {
        Ticket ticket = draft.Ticket;
        Tier? to = command.To ?? NextTier(draft);
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

    private static void MoveTo(TicketDraft draft, Tier tier, string team, string? agent, string cause, Actor? actor)
    {
        Ticket ticket = draft.Ticket;
        draft.Emit(new TierChanged(ticket.Tier, tier, draft.Context.Now - ticket.TierSince), cause, actor);
        draft.Emit(new Assigned(agent, team), cause, actor);
    }

    private static string? OnCallOf(TicketDraft draft, string team) =>
        draft.Context.Model.Teams.GetValueOrDefault(team) is { } holder ? OnCall.At(holder, draft.Context.Now) : null;

    private static Tier? NextTier(TicketDraft draft)
    {
        if (!draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application))
        {
            return null;
        }

        return application.Teams.Keys.Where(tier => tier > draft.Ticket.Tier).Select(tier => (Tier?)tier).Min();
    }

    private static string? TeamOf(TicketDraft draft, Tier tier) =>
        draft.Context.Model.Applications.TryGetValue(draft.Ticket.Application, out ServiceApplication? application)
            ? application.Teams.GetValueOrDefault(tier)
            : null;
}
