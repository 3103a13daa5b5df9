using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>How an SLA clock stands.</summary>
public enum SlaClockState
{
    /// <summary>It runs, and the promise holds.</summary>
    Running,

    /// <summary>It runs on past the promise.</summary>
    Breached,

    /// <summary>It stands still.</summary>
    Paused,

    /// <summary>It is done, and the promise was kept.</summary>
    Met,

    /// <summary>It is done, and the promise was broken.</summary>
    Missed,

    /// <summary>It is done: the promise was taken back, neither kept nor broken.</summary>
    Withdrawn,
}

/// <summary>The next thing that time alone will do on a clock.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Share">At which share of the target; null when it is so long after the breach.</param>
/// <param name="Step">The escalation step, <c>policy/step</c>; null for none.</param>
public sealed record SlaClockEvent(DeadlineKind Kind, DateTimeOffset At, decimal? Share, string? Step);

/// <summary>A promise that was broken.</summary>
/// <param name="At">The exact instant.</param>
/// <param name="Target">The target that was broken.</param>
public sealed record SlaClockBreach(DateTimeOffset At, TimeSpan Target);

/// <summary>
/// One run of an SLA clock, from its start on, with the whole arithmetic: what the intervals count is exactly what is used.
/// It comes from the ticket's events and the model's calendars alone.
/// </summary>
public sealed record SlaClock
{
    /// <summary>The most intervals that a clock lists; the oldest of more are put together in one.</summary>
    public const int IntervalsMax = 100;

    /// <summary>The most runs of clocks that are explained; of more, the newest.</summary>
    public const int ClocksMax = 50;

    /// <summary>Which.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>1 for its first run, 2 for the next …</summary>
    public required int Cycle { get; init; }

    /// <summary>The tier whose time it is; null unless <see cref="ClockKind.Operational"/>.</summary>
    public Tier? Tier { get; init; }

    /// <summary>How it stands.</summary>
    public required SlaClockState State { get; init; }

    /// <summary>SLA policy id.</summary>
    public required string Policy { get; init; }

    /// <summary>Calendar id.</summary>
    public required string Calendar { get; init; }

    /// <summary>The version of the model that set the deadline; null in histories from before it was recorded.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Business time promised.</summary>
    public required TimeSpan Target { get; init; }

    /// <summary>Business time used.</summary>
    public required TimeSpan Used { get; init; }

    /// <summary>Business time left; below zero past the target.</summary>
    public required TimeSpan Left { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the promise breaks, or broke, if the clock runs on; null while it stands still or is done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What time alone will do next on this clock; null for nothing.</summary>
    public SlaClockEvent? Next { get; init; }

    /// <summary>The promise that was broken; null while none was.</summary>
    public SlaClockBreach? Breach { get; init; }

    /// <summary>The time since it started, in order and without gaps: what counts, what does not, and why.</summary>
    public required IReadOnlyList<SlaInterval> Intervals { get; init; }

    /// <summary>Explains the clocks of a ticket at an instant: every run of every clock, in the order in which they started.</summary>
    /// <param name="history">All events of the ticket, the oldest first.</param>
    /// <param name="model">The model in force; its calendars count.</param>
    /// <param name="now">The instant; the newest event's when that is later.</param>
    /// <exception cref="InvalidOperationException">The history is none: see <see cref="Ticket.From"/>.</exception>
    public static IReadOnlyList<SlaClock> Of(IReadOnlyList<TicketEvent> history, SupportModel model, DateTimeOffset now)
    {
        var traces = new List<ClockTrace>();
        Ticket? ticket = null;
        foreach (TicketEvent happened in history)
        {
            ticket = Ticket.Apply(ticket, happened);
            if (happened.Data is ClockStarted started)
            {
                traces.Add(new ClockTrace(ticket.Clock(started.Clock)!, model));
            }
            else if (happened.Data is StatusChanged)
            {
                traces.ForEach(trace => trace.ReadStatus(happened, ticket));
            }
            else if (ClockTrace.ClockOf(happened.Data) is { } kind)
            {
                traces.FindLast(trace => trace.Clock == kind)!.Read(happened, ticket);
            }
        }

        if (ticket is null)
        {
            throw new InvalidOperationException("A ticket without events.");
        }

        DateTimeOffset at = now < ticket.UpdatedAt ? ticket.UpdatedAt : now;
        return [.. traces.TakeLast(ClocksMax).Select(trace => trace.At(at, ticket))];
    }

    /// <summary>How a clock stands.</summary>
    public static SlaClockState StateOf(ClockState clock) => clock switch
    {
        { Stopped: true, Met: true } => SlaClockState.Met,
        { Stopped: true, Met: null } => SlaClockState.Withdrawn,
        { Stopped: true } => SlaClockState.Missed,
        { RunningSince: null } => SlaClockState.Paused,
        { BreachedAt: not null } => SlaClockState.Breached,
        _ => SlaClockState.Running,
    };

    /// <summary>What time alone will do next on a clock of a ticket; null for nothing.</summary>
    public static SlaClockEvent? NextOf(Ticket ticket, ClockKind clock, SupportModel model) =>
        Deadlines.Next(ticket, clock, model) is { } next
            ? new SlaClockEvent(next.Kind, next.DueAt, next.Share, next.Step is null ? null : $"{next.Policy}/{next.Step.Id}")
            : null;
}
