using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>An SLA clock started.</summary>
public sealed record ClockStarted : TicketEventData
{
    /// <summary>Which.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>1 for the first time, 2 for the next …</summary>
    public required int Cycle { get; init; }

    /// <summary>SLA policy id.</summary>
    public required string Policy { get; init; }

    /// <summary>Calendar id.</summary>
    public required string Calendar { get; init; }

    /// <summary>Business time promised.</summary>
    public required TimeSpan Target { get; init; }

    /// <summary>When the promise breaks; null when the calendar never gets there.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it is due if it is used up exactly at closing time; null for closing time itself.</summary>
    public ClosingTime? AtClosingTime { get; init; }

    /// <summary>The tier whose time it is; null unless <see cref="ClockKind.Operational"/>.</summary>
    public Tier? Tier { get; init; }

    /// <summary>The version of the support model that set the deadline; null in histories from before it was recorded.</summary>
    public string? ModelVersion { get; init; }
}

/// <summary>An SLA clock stands still.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Used">Business time used so far.</param>
public sealed record ClockPaused(ClockKind Clock, TimeSpan Used) : TicketEventData;

/// <summary>An SLA clock goes on.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Used">Business time used before, as far as it counts.</param>
/// <param name="DueAt">When the promise breaks.</param>
public sealed record ClockResumed(ClockKind Clock, TimeSpan Used, DateTimeOffset? DueAt) : TicketEventData
{
    /// <summary>Whether it begins again at nothing, because its policy wants that of a ticket that reopens; null when it goes on.</summary>
    public bool? Restarted { get; init; }

    /// <summary>SLA policy id; null in histories from before it was recorded here.</summary>
    public string? Policy { get; init; }

    /// <summary>Calendar id; null in histories from before it was recorded here.</summary>
    public string? Calendar { get; init; }

    /// <summary>The version of the support model that set the deadline; null in histories from before it was recorded.</summary>
    public string? ModelVersion { get; init; }
}

/// <summary>An SLA clock has another promise, or begins again; what was used stays used unless the event says otherwise.</summary>
public sealed record ClockRetargeted : TicketEventData
{
    /// <summary>Which.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>SLA policy id.</summary>
    public required string Policy { get; init; }

    /// <summary>Calendar id.</summary>
    public required string Calendar { get; init; }

    /// <summary>Business time promised now.</summary>
    public required TimeSpan Target { get; init; }

    /// <summary>Business time used so far, as far as it counts.</summary>
    public required TimeSpan Used { get; init; }

    /// <summary>Whether it begins again at nothing, because its policy wants that; null when what was used stays used.</summary>
    public bool? Restarted { get; init; }

    /// <summary>When it is due if it is used up exactly at closing time; null for closing time itself.</summary>
    public ClosingTime? AtClosingTime { get; init; }

    /// <summary>Up to when <see cref="Used"/> counts; null for the event's own time, and while the clock stands still.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the promise breaks; null while the clock stands still.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Shares of the new target that are passed or were warned of already, and will not be warned of.</summary>
    public IReadOnlyList<decimal> Passed { get; init; } = [];

    /// <summary>Escalation steps that are passed already and will not be done: their <see cref="Ticket.StepKey"/>; null for none.</summary>
    public IReadOnlyList<string>? PassedSteps { get; init; }

    /// <summary>The version of the support model that set the deadline; null in histories from before it was recorded.</summary>
    public string? ModelVersion { get; init; }
}

/// <summary>An SLA clock is done.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Used">Business time used.</param>
/// <param name="Met">Whether the promise was kept.</param>
public sealed record ClockStopped(ClockKind Clock, TimeSpan Used, bool Met) : TicketEventData
{
    /// <summary>
    /// Whether the clock was stopped by resolving the ticket and not by what it waits for, so that it goes on when the
    /// ticket reopens; null in histories from before it was recorded.
    /// </summary>
    public bool? ByResolving { get; init; }
}

/// <summary>
/// The promise behind an SLA clock does not hold any more, neither kept nor broken: what it was for was withdrawn, or went
/// on elsewhere. <see cref="ClockResumed"/> takes it up again with what was used.
/// </summary>
/// <param name="Clock">Which.</param>
/// <param name="Used">Business time used.</param>
public sealed record ClockWithdrawn(ClockKind Clock, TimeSpan Used) : TicketEventData;

/// <summary>A share of a target is used up.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Share">The share, 0.5 for half.</param>
/// <param name="Target">The target.</param>
/// <param name="ReachedAt">The exact instant at which the share was reached.</param>
/// <param name="DueAt">When the promise breaks.</param>
/// <param name="Team">The team that held the ticket then.</param>
/// <param name="Agent">The agent who held it then; null when nobody did.</param>
public sealed record SlaWarned(
    ClockKind Clock, decimal Share, TimeSpan Target, DateTimeOffset ReachedAt, DateTimeOffset? DueAt, string Team, string? Agent)
    : TicketEventData;

/// <summary>A promise is broken. Once recorded it stays recorded.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Target">The target that it broke.</param>
/// <param name="DueAt">The exact instant at which it broke.</param>
/// <param name="Team">The team that held the ticket then.</param>
/// <param name="Agent">The agent who held it then; null when nobody did.</param>
public sealed record SlaBreached(ClockKind Clock, TimeSpan Target, DateTimeOffset DueAt, string Team, string? Agent)
    : TicketEventData
{
    /// <summary>Whether a new model's lower target broke it, of which nobody is told ticket by ticket; null when time did.</summary>
    public bool? ByModelChange { get; init; }
}
