using System.Text.Json.Serialization;
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

    /// <summary>Id of the requester's organisation; null when the model knew none.</summary>
    public string? Organisation { get; init; }

    /// <summary>Whether the triage manager has to look at it.</summary>
    public bool NeedsTriage { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>What it is about.</summary>
    public TicketKind Kind { get; init; }

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

    /// <summary>Whether nothing will happen to it any more.</summary>
    [JsonIgnore]
    public bool IsOver => Status is TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged;

    /// <summary>The line of a ticket.</summary>
    public static TicketView Of(Ticket ticket) => new()
    {
        Id = ticket.Id,
        Version = ticket.Version,
        Subject = ticket.Subject,
        Requester = ticket.Requester.Email,
        Organisation = ticket.Organisation,
        NeedsTriage = ticket.NeedsTriage,
        Application = ticket.Application,
        Kind = ticket.Kind,
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
