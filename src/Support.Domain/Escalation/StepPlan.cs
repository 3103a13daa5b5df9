using Support.Domain.Model;
using Support.Domain.Swarm;
using Support.Domain.Tickets;
using Support.Domain.Tiers;

namespace Support.Domain.Escalation;

/// <summary>
/// What a step comes to on the ticket as it is when the step is done, and for each thing that it says and that is not
/// done the reason: nothing that the policy promises is left out without a word.
/// </summary>
internal sealed class StepPlan
{
    private readonly List<string> _declined = [];

    private StepPlan(Ticket ticket) => Team = ticket.Team;

    /// <summary>Whether the ticket is as the step wants it; if not, nothing is done.</summary>
    public bool Applies { get; private set; } = true;

    /// <summary>The tier that the ticket goes to; null when it stays.</summary>
    public Tier? RaiseTo { get; private set; }

    /// <summary>The tier whose people are called into the swarm; null when the step calls nobody.</summary>
    public Tier? WidenTo { get; private set; }

    /// <summary>The team that holds the ticket afterwards.</summary>
    public string Team { get; private set; }

    /// <summary>The agent who holds it afterwards; null when nobody does.</summary>
    public string? Agent { get; private set; }

    /// <summary>Whether whoever is to be paged is paged.</summary>
    public bool Pages { get; private set; }

    /// <summary>The priority that the ticket gets; null when it stays.</summary>
    public Priority? RaisePriorityTo { get; private set; }

    /// <summary>Whether the ticket becomes a major incident.</summary>
    public bool DeclaresMajorIncident { get; private set; }

    /// <summary>What is not done, and why.</summary>
    public IReadOnlyList<string> Declined => _declined;

    public static StepPlan Of(TicketDraft draft, EscalationStep step)
    {
        Ticket ticket = draft.Ticket;
        var plan = new StepPlan(ticket) { Agent = ticket.Assignee };
        if (Unfit(ticket, step) is { } why)
        {
            plan.Applies = false;
            plan._declined.Add($"step {step.Id}: {why}");
            return plan;
        }

        plan.Raise(draft, step);
        plan.Assign(draft, step);
        plan.Widen(draft, step);
        plan.DecidePages(ticket, step);
        plan.DecidePriority(ticket, step);
        plan.DecideMajorIncident(ticket, step);
        return plan;
    }

    private static string? Unfit(Ticket ticket, EscalationStep step)
    {
        if (step.Tiers is { } tiers && !tiers.Contains(ticket.Tier))
        {
            return $"it is for {string.Join(", ", tiers)}, and the ticket is on {ticket.Tier}";
        }

        if (step.Statuses is { } statuses && !statuses.Contains(ticket.Status))
        {
            return $"it is for tickets that are {string.Join(", ", statuses.Select(TicketTransitions.Word))}, and this one is {TicketTransitions.Word(ticket.Status)}";
        }

        return step.UnlessAcknowledged && ticket.AcknowledgedAt is not null ? "somebody has acknowledged" : null;
    }

    private void Raise(TicketDraft draft, EscalationStep step)
    {
        Ticket ticket = draft.Ticket;
        Tier? to = step.RaiseToNext ? TierMoves.Next(draft) : step.RaiseTo;
        if (to is { } wider && wider > ticket.Tier && SwarmRules.IsFor(draft))
        {
            WidenTo = wider;
            _declined.Add($"raiseTo {wider}: a swarm keeps its owner and tier; people of {wider} are invited instead");
        }
        else if (to is { } tier && tier > ticket.Tier && TierMoves.TeamOf(draft, tier) is { } team)
        {
            RaiseTo = tier;
            Team = team;
            Agent = null;
        }
        else if (step.RaiseToNext)
        {
            _declined.Add($"raiseTo next: {ticket.Tier} is the last tier of {ticket.Application}");
        }
        else if (step.RaiseTo is { } wanted)
        {
            _declined.Add(wanted > ticket.Tier
                ? $"raiseTo {wanted}: {ticket.Application} has no {wanted}"
                : $"raiseTo {wanted}: the ticket is on {ticket.Tier} already");
        }
    }

    private void Widen(TicketDraft draft, EscalationStep step)
    {
        if (step.WidenSwarm is { } widening && SwarmRules.WhyNotWiden(draft, widening.Skills, widening.People) is { } why)
        {
            _declined.Add($"widenSwarm: {why}");
        }
    }

    private void Assign(TicketDraft draft, EscalationStep step)
    {
        if (step.AssignTo != AssignmentWay.OnCall)
        {
            return;
        }

        if (Duty.OnCall(draft.Context.Model, Team, draft.Context.Now) is { } agent)
        {
            Agent = agent;
        }
        else
        {
            _declined.Add($"assignTo onCall: nobody is on call for {Team}");
        }
    }

    // Who acknowledged was of the tier before: a tier that gets the ticket now is paged all the same.
    private void DecidePages(Ticket ticket, EscalationStep step)
    {
        Pages = ticket.AcknowledgedAt is null || RaiseTo is not null;
        if (!Pages && step.Page.Count + step.PageChains.Count > 0)
        {
            _declined.Add("page: somebody has acknowledged");
        }
    }

    private void DecidePriority(Ticket ticket, EscalationStep step)
    {
        if (step.RaisePriorityTo is not { } priority)
        {
            return;
        }

        if (priority < ticket.Priority)
        {
            RaisePriorityTo = priority;
        }
        else
        {
            _declined.Add($"raisePriorityTo {Word(priority)}: the priority is {Word(ticket.Priority)} already");
        }
    }

    private void DecideMajorIncident(Ticket ticket, EscalationStep step)
    {
        DeclaresMajorIncident = step.DeclareMajorIncident && ticket.MajorIncidentAt is null;
        if (step.DeclareMajorIncident && !DeclaresMajorIncident)
        {
            _declined.Add("declareMajorIncident: it is one already");
        }
    }

    private static string Word(Priority priority) => priority switch
    {
        Priority.Critical => "critical",
        Priority.High => "high",
        Priority.Medium => "medium",
        _ => "low",
    };
}
