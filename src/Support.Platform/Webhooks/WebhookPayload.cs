using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Platform.Webhooks;

/// <summary>The body of a webhook. Other systems read it: members may be added, never renamed or taken away.</summary>
public sealed record WebhookPayload
{
    /// <summary><c>ticket.</c> and the reason, such as <c>ticket.escalation</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What happened.</summary>
    public required WebhookData Data { get; init; }

    /// <summary>The body that tells of a notice.</summary>
    public static byte[] Of(NoticeContent content) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookPayload
        {
            Type = $"ticket.{JsonNamingPolicy.CamelCase.ConvertName(content.Notice.Reason.ToString())}",
            Timestamp = content.Notice.At,
            Data = new WebhookData
            {
                Version = content.Notice.EventVersion,
                Cause = content.Notice.Cause,
                Clock = content.Notice.Clock,
                RaisedTo = content.Notice.RaisedTo,
                Ticket = WebhookTicket.Of(content.Ticket, content.Link),
                Message = content.Message is { Public: true } message ? message.Text : null,
            },
        },
        SupportJson.Options);
}

/// <summary>What happened to a ticket.</summary>
public sealed record WebhookData
{
    /// <summary>The version of the event in the ticket's history.</summary>
    public required int Version { get; init; }

    /// <summary>Why it happened, for a person to read; null when nobody said.</summary>
    public string? Cause { get; init; }

    /// <summary>The SLA clock that it is about; null for none.</summary>
    public ClockKind? Clock { get; init; }

    /// <summary>The tier that the ticket goes to with it; null when it stays.</summary>
    public Tier? RaisedTo { get; init; }

    /// <summary>The ticket.</summary>
    public required WebhookTicket Ticket { get; init; }

    /// <summary>The public message that it is about; null for none. Never an internal note.</summary>
    public string? Message { get; init; }
}

/// <summary>The ticket, without what is personal of its requester: who may know more follows the link.</summary>
public sealed record WebhookTicket
{
    /// <summary>The reference.</summary>
    public required TicketId Id { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>What it is about.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>How urgent to the desk.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>The level that holds it.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>Agent id; null when nobody holds it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Id of the requester's organisation; null when it is unknown.</summary>
    public string? Organisation { get; init; }

    /// <summary>Since when it is a major incident; null when it is none.</summary>
    public DateTimeOffset? MajorIncidentAt { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Where agents see it.</summary>
    public required Uri Link { get; init; }

    /// <summary>The view of a ticket.</summary>
    public static WebhookTicket Of(Ticket ticket, Uri link) => new()
    {
        Id = ticket.Id,
        Subject = ticket.Subject,
        Application = ticket.Application,
        Kind = ticket.Kind,
        Priority = ticket.Priority,
        Status = ticket.Status,
        Tier = ticket.Tier,
        Team = ticket.Team,
        Assignee = ticket.Assignee,
        Organisation = ticket.Organisation,
        MajorIncidentAt = ticket.MajorIncidentAt,
        OpenedAt = ticket.OpenedAt,
        Link = link,
    };
}
