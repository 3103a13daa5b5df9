namespace Support.Domain.Sla;

/// <summary>Why an interval counts on an SLA clock, or does not.</summary>
public enum SlaIntervalKind
{
    /// <summary>The clock ran, and its calendar was open.</summary>
    Open,

    /// <summary>The clock ran, and its calendar was closed: out of hours, or a holiday.</summary>
    Closed,

    /// <summary>The clock stood still.</summary>
    Paused,

    /// <summary>The clock was done, until it was taken up again.</summary>
    Done,

    /// <summary>No time: the wall clock was put forward or back over opening hours.</summary>
    WallClock,

    /// <summary>No time: the promise became another, or what was used was set back.</summary>
    Changed,

    /// <summary>Counted when it happened, by a calendar that the model has otherwise today.</summary>
    AsRecorded,

    /// <summary>Many intervals put together, so that an old ticket stays readable.</summary>
    Summary,
}

/// <summary>A stretch of a clock's time, and what it counts.</summary>
public sealed record SlaInterval
{
    /// <summary>Its first instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Why it counts, or does not.</summary>
    public required SlaIntervalKind Kind { get; init; }

    /// <summary>
    /// Business time that it adds to what is used: its length when it counts and zero when it does not; below zero where
    /// what was used was set back.
    /// </summary>
    public TimeSpan Used { get; init; }

    /// <summary>The same for a person to read: <c>closed hours of office, holiday Whit Monday</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>Whether it counts.</summary>
    public bool Counts => Used != TimeSpan.Zero;
}
