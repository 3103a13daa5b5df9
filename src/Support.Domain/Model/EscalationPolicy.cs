namespace Support.Domain.Model;

/// <summary>What happens as a clock runs out.</summary>
public sealed record EscalationPolicy
{
    /// <summary>A short id, unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Which tickets; null for all.</summary>
    public TicketFilter? When { get; init; }

    /// <summary>The steps; each is done once per ticket and clock cycle. Those of one instant are done in this order.</summary>
    public required IReadOnlyList<EscalationStep> Steps { get; init; }
}

/// <summary>One step: at this moment of this clock, if the ticket is as the step wants it, do these things.</summary>
public sealed record EscalationStep
{
    /// <summary>A short id, unique in its policy.</summary>
    public required string Id { get; init; }

    /// <summary>The clock that the moment is measured on.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>
    /// Share of the target: 0 is the start of the clock, 1 the breach, 1.5 half a target after it. Business time. 1 where
    /// <see cref="After"/> says how long after the breach.
    /// </summary>
    public required decimal At { get; init; }

    /// <summary>Business time after the breach; null where <see cref="At"/> says it all.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The tiers on which the step is done; null for all. Looked at when the step is due.</summary>
    public IReadOnlyList<Tier>? Tiers { get; init; }

    /// <summary>The statuses in which the step is done; null for all. Looked at when the step is due.</summary>
    public IReadOnlyList<TicketStatus>? Statuses { get; init; }

    /// <summary>Whether the step is left out, all of it, once somebody has acknowledged.</summary>
    public bool UnlessAcknowledged { get; init; }

    /// <summary>Whom to tell.</summary>
    public IReadOnlyList<Audiences> Notify { get; init; } = [];

    /// <summary>Whom to page: as <see cref="Notify"/>, but left out once somebody has acknowledged.</summary>
    public IReadOnlyList<Audiences> Page { get; init; } = [];

    /// <summary>Whom to page one after the other until somebody acknowledges.</summary>
    public IReadOnlyList<PageChain> PageChains { get; init; } = [];

    /// <summary>Move the ticket up to this tier, if it is below it.</summary>
    public Tier? RaiseTo { get; init; }

    /// <summary>Move the ticket up by one tier.</summary>
    public bool RaiseToNext { get; init; }

    /// <summary>Give the ticket to somebody of the team that holds it after the step; null to leave it where it is.</summary>
    public AssignmentWay? AssignTo { get; init; }

    /// <summary>What that somebody must be good at; only with <see cref="AssignmentWay.BySkill"/>.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Raise the priority to this, if it is lower.</summary>
    public Priority? RaisePriorityTo { get; init; }

    /// <summary>Whether the ticket becomes a major incident.</summary>
    public bool DeclareMajorIncident { get; init; }

    /// <summary>How far the circle of a swarm's helpers is widened; null for not at all.</summary>
    public SwarmWidening? WidenSwarm { get; init; }

    /// <summary>Id of the webhook to call; null for none.</summary>
    public string? CallWebhook { get; init; }

    /// <summary>The business time at which the step is due on a clock with that target.</summary>
    public TimeSpan DueOn(TimeSpan target) => TimeSpan.FromTicks((long)(target.Ticks * At)) + (After ?? TimeSpan.Zero);
}

/// <summary>How a step finds who gets the ticket.</summary>
public enum AssignmentWay
{
    /// <summary>Who is on call for the team.</summary>
    OnCall,

    /// <summary>Who of the team on shift has the least to do.</summary>
    LeastLoaded,

    /// <summary>Who of the team on shift has the skills.</summary>
    BySkill,
}

/// <summary>People to page one after the other: the next one when the one before has not acknowledged in time.</summary>
public sealed record PageChain
{
    /// <summary>Whom, in this order.</summary>
    public required IReadOnlyList<Audiences> Links { get; init; }

    /// <summary>How long each has to acknowledge; time on the calendar, not business time.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>How many times the chain is gone through.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>How far the circle of a swarm's helpers is widened.</summary>
public sealed record SwarmWidening
{
    /// <summary>Skills of the people to invite.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Agent ids of the people to invite, whatever their skills.</summary>
    public IReadOnlyList<string> People { get; init; } = [];
}
