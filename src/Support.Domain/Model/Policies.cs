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
