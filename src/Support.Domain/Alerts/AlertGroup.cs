using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>Alerts that belong together: of one source and one application, or of the labels that the model names.</summary>
public sealed record AlertGroup
{
    /// <summary>Which system.</summary>
    public required string Source { get; init; }

    /// <summary>What people call it: <c>payments</c>, <c>eu-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The application of its tickets; null for the model's.</summary>
    public string? Application { get; init; }

    /// <summary>The sequence of the last effect.</summary>
    public int Sequence { get; init; }

    /// <summary>The alerts that needed a ticket lately, the newest last.</summary>
    public IReadOnlyList<RecentAlert> Recent { get; init; } = [];

    /// <summary>The alerts whose changes are only counted.</summary>
    public IReadOnlyList<DampedAlert> Damped { get; init; } = [];

    /// <summary>Keys of the alerts that have effects pending.</summary>
    public IReadOnlyList<string> Busy { get; init; } = [];

    /// <summary>The storm; null when there never was one, or it is over.</summary>
    public StormState? Storm { get; init; }

    /// <summary>What is still to be done to the storm's ticket, in order.</summary>
    public IReadOnlyList<AlertEffect> Pending { get; init; } = [];

    /// <summary>When the sweep will look at the group, at the latest; null when it will not.</summary>
    public DateTimeOffset? Marked { get; init; }
}

/// <summary>An alert that needed a ticket.</summary>
/// <param name="Key">Which.</param>
/// <param name="At">When.</param>
public sealed record RecentAlert(string Key, DateTimeOffset At);

/// <summary>An alert whose changes are only counted.</summary>
/// <param name="Key">Which.</param>
/// <param name="Until">When it may be taken at its word again, unless it changes before.</param>
public sealed record DampedAlert(string Key, DateTimeOffset Until);

/// <summary>Many alerts of a group within a short time, under one ticket.</summary>
public sealed record StormState
{
    /// <summary>Its ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the last alert joined it.</summary>
    public DateTimeOffset LastNewAt { get; init; }

    /// <summary>How many different alerts joined it.</summary>
    public int Count { get; init; }

    /// <summary>How many of them fire.</summary>
    public int Firing { get; init; }

    /// <summary>Since when none of them does; null while one does.</summary>
    public DateTimeOffset? ClearSince { get; init; }

    /// <summary>How often it changes between firing and all clear.</summary>
    public FlapState Flaps { get; init; } = new();

    /// <summary>Whether its ticket was told that all is clear.</summary>
    public bool ClearSaid { get; init; }

    /// <summary>The count that its ticket shows; 0 while it is not open.</summary>
    public int SaidCount { get; init; }

    /// <summary>How many fired when its ticket was told last.</summary>
    public int SaidFiring { get; init; }

    /// <summary>When its ticket was told last.</summary>
    public DateTimeOffset SaidAt { get; init; }

    /// <summary>How many notes list alerts.</summary>
    public int Notes { get; init; }

    /// <summary>What changed since then, a line for each alert; the first ones.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>How many more changes there were than lines are kept.</summary>
    public int LinesLeft { get; init; }

    /// <summary>Whether an alert joined that is worse than its ticket knows.</summary>
    public bool Worse { get; init; }

    /// <summary>How many are hit, at the worst so far.</summary>
    public Grade Impact { get; init; }

    /// <summary>How soon it hurts, at the worst so far.</summary>
    public Grade Urgency { get; init; }
}
