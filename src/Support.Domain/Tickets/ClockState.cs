using Support.Domain.Calendars;
using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>Where an SLA clock of a ticket stands.</summary>
public sealed record ClockState
{
    /// <summary>Which.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>How many times it has started.</summary>
    public required int Cycle { get; init; }

    /// <summary>SLA policy id.</summary>
    public required string Policy { get; init; }

    /// <summary>Calendar id.</summary>
    public required string Calendar { get; init; }

    /// <summary>Business time promised.</summary>
    public required TimeSpan Target { get; init; }

    /// <summary>Business time used before <see cref="RunningSince"/>.</summary>
    public TimeSpan Used { get; init; }

    /// <summary>Since when it runs; null while it stands still or is done.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>When the promise breaks; null while it stands still or is done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The tier whose time it is; null unless <see cref="ClockKind.Operational"/>.</summary>
    public Tier? Tier { get; init; }

    /// <summary>The version of the support model that set the deadline; null when it was not recorded.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>When it is due if it is used up exactly at closing time; null for closing time itself.</summary>
    public ClosingTime? AtClosingTime { get; init; }

    /// <summary>Shares that need no warning any more.</summary>
    public IReadOnlyList<decimal> Warned { get; init; } = [];

    /// <summary>What was warned of in this cycle, under any target.</summary>
    public IReadOnlyList<WarnedShare> WarnedOf { get; init; } = [];

    /// <summary>When the promise broke; null when it did not.</summary>
    public DateTimeOffset? BreachedAt { get; init; }

    /// <summary>Whether the clock is done.</summary>
    public bool Stopped { get; init; }

    /// <summary>Whether the promise was kept; null while the clock is not done, and when the promise was withdrawn.</summary>
    public bool? Met { get; init; }

    /// <summary>Whether it is done only because the ticket is resolved, and goes on when that reopens; null when it was not recorded.</summary>
    public bool? ByResolving { get; init; }

    /// <summary>The most that a cycle used until it was done; null while none is.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>Business time used up to an instant.</summary>
    public TimeSpan UsedAt(DateTimeOffset at, BusinessCalendar calendar) =>
        RunningSince is { } since ? Used + calendar.Elapsed(since, at) : Used;

    /// <summary>When a share of the target is used up, if the clock runs on; null when it stands still or never gets there.</summary>
    public DateTimeOffset? ReachedAt(decimal share, BusinessCalendar calendar) => UsedUpAt(ShareOf(Target, share), calendar);

    /// <summary>When that much business time is used, if the clock runs on; null when it stands still or never gets there.</summary>
    public DateTimeOffset? UsedUpAt(TimeSpan used, BusinessCalendar calendar) =>
        RunningSince is { } since ? UsedUpAt(since, Used, used, calendar, AtClosingTime) : null;

    /// <summary>When <paramref name="wanted"/> business time is used by a clock that runs from an instant on and has used some before.</summary>
    internal static DateTimeOffset? UsedUpAt(
        DateTimeOffset since, TimeSpan used, TimeSpan wanted, BusinessCalendar calendar, ClosingTime? atClosingTime)
    {
        DateTimeOffset? due = calendar.Add(since, wanted - used);

        // What needs no time at all, or is past already, does not wait for the office to open.
        return atClosingTime == ClosingTime.NextOpening && due is { } at && wanted > TimeSpan.Zero && wanted >= used
            ? calendar.NextOpening(at)
            : due;
    }

    /// <summary>The clock once an agent has answered: a response that resolving stopped has been given, and does not go on.</summary>
    internal ClockState Answered() => this is { ByResolving: true, Clock: ClockKind.FirstResponse or ClockKind.NextResponse }
        ? this with { ByResolving = false }
        : this;

    /// <summary>The calendar that it runs on; 24x7 when the model does not have it any more, so that a clock whose calendar
    /// was taken away is early rather than never.</summary>
    public BusinessCalendar CalendarIn(SupportModel model) =>
        model.Calendars.TryGetValue(Calendar, out CalendarDefinition? calendar) ? calendar.Compiled : BusinessCalendar.AlwaysOpen;

    /// <summary>That share of a target, to the tick.</summary>
    internal static TimeSpan ShareOf(TimeSpan target, decimal share) => TimeSpan.FromTicks((long)(target.Ticks * share));
}

/// <summary>A warning that was given.</summary>
/// <param name="Target">The target then.</param>
/// <param name="Share">The share of it.</param>
public sealed record WarnedShare(TimeSpan Target, decimal Share);
