namespace Support.Domain.Model;

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

    /// <summary>
    /// Operational level agreements: how long a tier may hold a ticket, by tier and priority, in business time of the
    /// policy's calendar. A tier or priority left out has no such target.
    /// </summary>
    public IReadOnlyDictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>> TierTargets { get; init; } =
        new Dictionary<Tier, IReadOnlyDictionary<Priority, TimeSpan>>();

    /// <summary>Shares of the target at which to warn, ascending, each above 0 and below 1. Default 0.5, 0.75, 0.9.</summary>
    public IReadOnlyList<decimal> Warnings { get; init; } = DefaultWarnings;

    /// <summary>How it counts where desks differ.</summary>
    public SlaOptions Options { get; init; } = SlaOptions.Default;

    /// <summary>The shares at which a policy warns that says nothing else.</summary>
    public static IReadOnlyList<decimal> DefaultWarnings { get; } = [0.5m, 0.75m, 0.9m];
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

    /// <summary>The target of a clock that runs for the customer; null when the policy promises nothing there.</summary>
    public TimeSpan? Of(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse => FirstResponse,
        ClockKind.NextResponse => NextResponse,
        ClockKind.Resolution => Resolution,
        _ => null,
    };
}

/// <summary>An underpinning contract: what a vendor promised us.</summary>
public sealed record VendorContract
{
    /// <summary>The calendar on which the vendor's business time passes.</summary>
    public required string Calendar { get; init; }

    /// <summary>How long the vendor may have a ticket, by its priority; a priority left out has no target.</summary>
    public required IReadOnlyDictionary<Priority, TimeSpan> Targets { get; init; }

    /// <summary>Shares of the target at which to warn, ascending, each above 0 and below 1. Default 0.5, 0.75, 0.9.</summary>
    public IReadOnlyList<decimal> Warnings { get; init; } = SlaPolicy.DefaultWarnings;
}
