using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>What a deadline brings; the order is the order in which deadlines of one instant happen.</summary>
public enum DeadlineKind
{
    /// <summary>A share of a target is used up.</summary>
    Warning,

    /// <summary>A promise breaks.</summary>
    Breach,

    /// <summary>A step of the escalation policy is due.</summary>
    Step,

    /// <summary>The next link of a chain of pages is due.</summary>
    Page,

    /// <summary>Somebody may be there who can take the ticket.</summary>
    Assignment,

    /// <summary>Who holds the ticket goes home, and the team wants it back.</summary>
    ShiftEnd,

    /// <summary>A resolved ticket closes.</summary>
    AutoClose,

    /// <summary>A ticket that waits until a time comes back.</summary>
    WaitOver,

    /// <summary>A chat in which nobody writes any more is over.</summary>
    ChatIdle,
}

/// <summary>The next thing that time alone will do to a ticket.</summary>
public sealed record Deadline
{
    /// <summary>What it brings.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The clock that it is on; null for what comes by the calendar.</summary>
    public ClockKind? Clock { get; init; }

    /// <summary>The share of the target; null for <see cref="DeadlineKind.AutoClose"/>.</summary>
    public decimal? Share { get; init; }

    /// <summary>The escalation policy's id; null unless <see cref="DeadlineKind.Step"/>.</summary>
    public string? Policy { get; init; }

    /// <summary>The step; null unless <see cref="DeadlineKind.Step"/>.</summary>
    public EscalationStep? Step { get; init; }

    /// <summary>The chain of pages; null unless <see cref="DeadlineKind.Page"/>.</summary>
    public PagingState? Paging { get; init; }
}
