namespace Support.Domain.Model;

/// <summary>Impact × urgency → priority.</summary>
public sealed record PriorityMatrix
{
    /// <summary><c>Matrix[impact][urgency]</c>; complete: three by three.</summary>
    public required IReadOnlyDictionary<Grade, IReadOnlyDictionary<Grade, Priority>> Matrix { get; init; }

    /// <summary>Impact of a ticket that says none.</summary>
    public required Grade DefaultImpact { get; init; }

    /// <summary>Urgency of a ticket that says none.</summary>
    public required Grade DefaultUrgency { get; init; }

    /// <summary>The priority of that impact and urgency.</summary>
    public Priority Of(Grade impact, Grade urgency) => Matrix[impact][urgency];
}

/// <summary>What is promised, and on which calendar.</summary>
public sealed record SlaPolicy
{
    /// <summary>A short id, unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Which tickets; null for all.</summary>
    public TicketFilter? When { get; init; }

    /// <summary>The calendar on which business time passes.</summary>
    public required string Calendar { get; init; }

    /// <summary>Targets by priority; a priority left out has no SLA under this policy.</summary>
    public required IReadOnlyDictionary<Priority, SlaTargets> Targets { get; init; }

    /// <summary>Shares of the target at which to warn, ascending, each above 0 and below 1. Default 0.5, 0.75, 0.9.</summary>
    public IReadOnlyList<decimal> Warnings { get; init; } = [0.5m, 0.75m, 0.9m];
}

/// <summary>The targets of one priority, in business time.</summary>
public sealed record SlaTargets
{
    /// <summary>To the first public agent message.</summary>
    public TimeSpan? FirstResponse { get; init; }

    /// <summary>To the next public agent message.</summary>
    public TimeSpan? NextResponse { get; init; }

    /// <summary>To resolved.</summary>
    public TimeSpan? Resolution { get; init; }

    /// <summary>The target of a clock; null when the policy promises nothing there.</summary>
    public TimeSpan? Of(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse => FirstResponse,
        ClockKind.NextResponse => NextResponse,
        _ => Resolution,
    };
}

/// <summary>What happens as a clock runs out.</summary>
public sealed record EscalationPolicy
{
    /// <summary>A short id, unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Which tickets; null for all.</summary>
    public TicketFilter? When { get; init; }

    /// <summary>The steps; each is done once per ticket and clock cycle.</summary>
    public required IReadOnlyList<EscalationStep> Steps { get; init; }
}

/// <summary>One step: at this moment of this clock, do these things.</summary>
public sealed record EscalationStep
{
    /// <summary>A short id, unique in its policy.</summary>
    public required string Id { get; init; }

    /// <summary>The clock that the moment is measured on.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>
    /// Share of the target: 0 is the start of the clock, 1 the breach, 1.5 half a target after it. Business time.
    /// </summary>
    public required decimal At { get; init; }

    /// <summary>Whom to tell.</summary>
    public IReadOnlyList<Audiences> Notify { get; init; } = [];

    /// <summary>Whom to page: as <see cref="Notify"/>, but left out once somebody has acknowledged.</summary>
    public IReadOnlyList<Audiences> Page { get; init; } = [];

    /// <summary>Move the ticket up to this tier, if it is below it.</summary>
    public Tier? RaiseTo { get; init; }

    /// <summary>Give the ticket to the on-call of the team that holds it after the step.</summary>
    public bool AssignToOnCall { get; init; }

    /// <summary>Raise the priority to this, if it is lower.</summary>
    public Priority? RaisePriorityTo { get; init; }
}
