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
        StepPlan plan = StepPlan.Of(draft, step);
        draft.Emit(Outcome(draft, deadline, plan), cause, Actor.Clock);
        if (!plan.Applies)
        {
            return;
        }

        if (plan.RaisePriorityTo is { } priority)
        {
            draft.Emit(new PriorityChanged(draft.Ticket.Priority, priority), cause, Actor.Clock);
            SlaClocks.Retarget(draft, cause, Actor.Clock);
        }

        if (plan.RaiseTo is { } tier)
        {
            TierMoves.MoveTo(draft, tier, plan.Team, plan.Agent, cause, Actor.Clock);
        }
        else if (plan.Agent != draft.Ticket.Assignee)
        {
            draft.Emit(new Assigned(plan.Agent, plan.Team), cause, Actor.Clock);
        }

        if (step.AssignTo is AssignmentWay.LeastLoaded or AssignmentWay.BySkill)
        {
            draft.Emit(
                new AssignmentWanted
                {
                    Team = plan.Team,
                    How = step.AssignTo.Value,
                    Skills = step.Skills,
                    Policy = deadline.Policy,
                    Step = step.Id,
                },
                cause,
                Actor.Clock);
        }
    }

    /// <summary>An agent hands the ticket up. The reason why not, or null.</summary>
    public static string? ByHand(TicketDraft draft, EscalateTicket command)
    {
        Ticket ticket = draft.Ticket;
        Tier? to = command.To ?? TierMoves.Next(draft);
        if (to is not { } tier)
        {
            return $"{ticket.Tier} is the last tier of {ticket.Application}.";
        }

        if (tier <= ticket.Tier)
        {
            return $"The ticket is on {ticket.Tier}; {tier} is not above it.";
        }

        if (TierMoves.TeamOf(draft, tier) is not { } team)
        {
            return $"{ticket.Application} has no {tier}.";
        }

        draft.Emit(
            new Escalated { Notify = [Audiences.TeamLead, Audiences.OnCall], Functional = true, RaisedTo = tier, Team = team },
            command.Reason);
        TierMoves.MoveTo(draft, tier, team, agent: null, command.Reason, actor: null);
        return null;
    }

    private static Escalated Outcome(TicketDraft draft, Deadline deadline, StepPlan plan)
    {
        EscalationStep step = deadline.Step!;
        Ticket ticket = draft.Ticket;
        var outcome = new Escalated
        {
            Policy = deadline.Policy,
            Step = step.Id,
            Clock = deadline.Clock,
            Cycle = ticket.Clock(deadline.Clock!.Value)!.Cycle,
            DueAt = deadline.DueAt,
            Team = plan.Team,
            Agent = plan.Agent,
            Declined = plan.Declined,
        };
        if (!plan.Applies)
        {
            return outcome;
        }

        return outcome with
        {
            Notify = step.Notify,
            Page = plan.Pages ? step.Page : [],
            Functional = plan.RaiseTo is not null,
            RaisedTo = plan.RaiseTo,
        };
    }
}
