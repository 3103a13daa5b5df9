using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Platform.Views;

/// <summary>One line of an agent's list.</summary>
public sealed record TicketView
{
    /// <summary>The ticket.</summary>
    public required TicketId Id { get; init; }

    /// <summary>The version that the line shows.</summary>
    public required int Version { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Mail address.</summary>
    public required string Requester { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>How urgent.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>The level.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>Agent id; null when nobody holds it.</summary>
    public string? Assignee { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the next promise breaks; null when none runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether a promise is broken.</summary>
    public bool Breached { get; init; }

    /// <summary>The line of a ticket.</summary>
    public static TicketView Of(Ticket ticket) => new()
    {
        Id = ticket.Id,
        Version = ticket.Version,
        Subject = ticket.Subject,
        Requester = ticket.Requester.Email,
        Application = ticket.Application,
        Priority = ticket.Priority,
        Status = ticket.Status,
        Tier = ticket.Tier,
        Team = ticket.Team,
        Assignee = ticket.Assignee,
        OpenedAt = ticket.OpenedAt,
        UpdatedAt = ticket.UpdatedAt,
        DueAt = ticket.Clocks.Select(clock => clock.DueAt).Min(),
        Breached = ticket.Clocks.Any(clock => clock.BreachedAt is not null),
    };
}

/// <summary>Which lines to list; what is null does not matter.</summary>
public sealed record TicketViewQuery
{
    /// <summary>Team id.</summary>
    public string? Team { get; init; }

    /// <summary>Agent id.</summary>
    public string? Assignee { get; init; }

    /// <summary>Statuses; none given: all that are not over.</summary>
    public IReadOnlyList<TicketStatus> Statuses { get; init; } = [];

    /// <summary>Level.</summary>
    public Tier? Tier { get; init; }

    /// <summary>Priority.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Application id.</summary>
    public string? Application { get; init; }

    /// <summary>Mail address.</summary>
    public string? Requester { get; init; }

    /// <summary>Due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>At most so many lines.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only lines after this one; null for the first page.</summary>
    public TicketViewCursor? After { get; init; }
}

/// <summary>A place in the list, which is sorted by due time (none last), then reference.</summary>
/// <param name="DueAt">Due time of the last line seen.</param>
/// <param name="Id">Reference of the last line seen.</param>
public sealed record TicketViewCursor(DateTimeOffset DueAt, string Id);

/// <summary>A page of the list.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Next">Where the next page starts; null when this is the last.</param>
public sealed record TicketViewPage(IReadOnlyList<TicketView> Lines, TicketViewCursor? Next);
