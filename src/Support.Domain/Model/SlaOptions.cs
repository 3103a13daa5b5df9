namespace Support.Domain.Model;

/// <summary>What a change of priority does to the time that a clock has used.</summary>
public enum OnPriorityChange
{
    /// <summary>What is used stays used, and the new target applies to it.</summary>
    Carry,

    /// <summary>The clock begins again at nothing.</summary>
    Restart,
}

/// <summary>What reopening does to the clocks that resolving had stopped.</summary>
public enum OnReopen
{
    /// <summary>They go on with what they had used; the time spent resolved does not count.</summary>
    Resume,

    /// <summary>They begin again at nothing, but what was warned of, broken or escalated stays so.</summary>
    Restart,

    /// <summary>Another cycle: a fresh promise, with warnings, breach and escalation steps of its own.</summary>
    NewCycle,
}

/// <summary>When a target is due that is used up exactly as the office closes.</summary>
public enum ClosingTime
{
    /// <summary>At closing time.</summary>
    Closing,

    /// <summary>At the next opening.</summary>
    NextOpening,
}

/// <summary>From which of several unanswered messages of the requester the next response counts.</summary>
public enum NextResponseFrom
{
    /// <summary>From the oldest: writing again does not move it.</summary>
    OldestUnanswered,

    /// <summary>From the latest: writing again begins it again.</summary>
    Latest,
}

/// <summary>From when on there is a next response to wait for.</summary>
public enum NextResponseStarts
{
    /// <summary>Once the first response is given; until then that is what the requester waits for.</summary>
    AfterFirstResponse,

    /// <summary>With the requester's first message, beside the first response.</summary>
    WithFirstMessage,
}

/// <summary>What a public answer means to a first response that stands still.</summary>
public enum FirstResponseWhenPaused
{
    /// <summary>It is the first response.</summary>
    Counts,

    /// <summary>It is not: the clock waits for an answer that comes while it runs.</summary>
    Waits,
}

/// <summary>Where desks differ in how they count. The defaults are the rules of most desks.</summary>
public sealed record SlaOptions
{
    /// <summary>What holds for a policy that says nothing, and for a clock whose policy the model has no more.</summary>
    public static SlaOptions Default { get; } = new();

    /// <summary>
    /// The statuses in which a clock stands still; a clock that is not named never does. By default pending pauses what
    /// the requester holds up: next response, resolution and the time in a tier. A vendor's contract is the vendor's own.
    /// </summary>
    public IReadOnlyDictionary<ClockKind, IReadOnlyList<TicketStatus>> PausedBy { get; init; } =
        new Dictionary<ClockKind, IReadOnlyList<TicketStatus>>
        {
            [ClockKind.NextResponse] = [TicketStatus.Pending],
            [ClockKind.Resolution] = [TicketStatus.Pending],
            [ClockKind.Operational] = [TicketStatus.Pending],
        };

    /// <summary>What a change of priority does to what is used.</summary>
    public OnPriorityChange OnPriorityChange { get; init; }

    /// <summary>What reopening does.</summary>
    public OnReopen OnReopen { get; init; }

    /// <summary>When a target is due that is used up exactly at closing time.</summary>
    public ClosingTime AtClosingTime { get; init; }

    /// <summary>From which message the next response counts.</summary>
    public NextResponseFrom NextResponseFrom { get; init; }

    /// <summary>From when on there is a next response.</summary>
    public NextResponseStarts NextResponseStarts { get; init; }

    /// <summary>What an answer means to a first response that stands still.</summary>
    public FirstResponseWhenPaused FirstResponseWhenPaused { get; init; }

    /// <summary>Whether a ticket that an agent opens for a requester owes a first response.</summary>
    public bool RequesterlessStart { get; init; } = true;

    /// <summary>Whether a clock stands still in that status.</summary>
    public bool Pauses(ClockKind clock, TicketStatus status) =>
        PausedBy.TryGetValue(clock, out IReadOnlyList<TicketStatus>? statuses) && statuses.Contains(status);
}
