using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Swarm;
using Support.Domain.Tickets;
using Support.Domain.Tiers;

namespace Support.Domain.Escalation;

/// <summary>Does what a step of the escalation policy says.</summary>
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
        }

        if (plan.RaiseTo is { } tier)
        {
            TierMoves.MoveTo(draft, tier, plan.Team, plan.Agent, cause, Actor.Clock);
        }
        else if (plan.Agent != draft.Ticket.Assignee)
        {
            draft.Emit(new Assigned(plan.Agent, plan.Team), cause, Actor.Clock);
        }

        if (plan.DeclaresMajorIncident)
        {
            MajorIncidentRules.ByStep(draft, deadline.Policy!, step.Id, cause);
        }

        if (plan.WidenTo is { } wider)
        {
            SwarmRules.WidenTo(draft, wider, cause, Actor.Clock);
        }

        if (step.WidenSwarm is { } widening)
        {
            SwarmRules.Widen(draft, widening.Skills, widening.People, cause, Actor.Clock);
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
            Paged = plan.Pages ? PagingRules.Paged(draft, step.Page, plan.Team, plan.Agent) : [],
            PageChains = plan.Pages ? step.PageChains : [],
            Webhook = step.CallWebhook,
            Functional = plan.RaiseTo is not null,
            RaisedTo = plan.RaiseTo,
        };
    }
}
