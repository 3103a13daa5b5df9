using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Attachments;

namespace Support.Functions.Intake.Tickets;

/// <summary>A ticket as its requester may see it: no team, no tier, no internal note, no cause.</summary>
public sealed record RequesterTicket
{
    /// <summary>Reference.</summary>
    public required TicketId Id { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Where it stands.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>How urgent.</summary>
    public required Priority Priority { get; init; }

    /// <summary>The closed ticket that this one follows up; null for none.</summary>
    public TicketId? FollowUpOf { get; init; }

    /// <summary>The ticket that this one goes on in; null when it goes on by itself.</summary>
    public TicketId? MergedInto { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its custom fields that the requester may see, by id; null where only the ticket was asked for.</summary>
    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    /// <summary>What happens next.</summary>
    public required NextForRequester Next { get; init; }

    /// <summary>The public messages, the oldest first; null where only the ticket was asked for.</summary>
    public IReadOnlyList<RequesterMessage>? Messages { get; init; }

    /// <summary>The link that opens this ticket to whoever holds it.</summary>
    public required Uri Link { get; init; }

    /// <summary>The view of a ticket.</summary>
    public static RequesterTicket Of(
        Ticket ticket, Uri link, IReadOnlyList<TicketMessage>? messages = null, AttachmentSigner? files = null) => new()
    {
        Id = ticket.Id,
        Subject = ticket.Subject,
        Status = ticket.Status,
        Application = ticket.Application,
        Priority = ticket.Priority,
        FollowUpOf = ticket.FollowUpOf,
        MergedInto = ticket.Merged?.Into,
        OpenedAt = ticket.OpenedAt,
        UpdatedAt = ticket.UpdatedAt,
        Next = NextForRequester.Of(ticket),
        Messages = messages is null ? null : [.. messages.Where(message => message.Public).Select(message => RequesterMessage.Of(message, files))],
        Link = link,
    };
}

/// <summary>A public message.</summary>
/// <param name="At">When.</param>
/// <param name="From"><c>requester</c> or <c>support</c>.</param>
/// <param name="Text">Plain text.</param>
public sealed record RequesterMessage(DateTimeOffset At, string From, string Text)
{
    /// <summary>The files that came with it; null for none.</summary>
    public IReadOnlyList<RequesterFile>? Attachments { get; init; }

    /// <summary>The view of a message.</summary>
    public static RequesterMessage Of(TicketMessage message, AttachmentSigner? files) =>
        new(message.At, message.Author.Kind == ActorKind.Agent ? "support" : "requester", message.Text)
        {
            Attachments = files is null || message.Files is not { Count: > 0 } there
                ? null
                : [.. there.Select(file => new RequesterFile(file.Name, file.ContentType, file.Size, files.For(file)))],
        };
}

/// <summary>A file that came with a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">What its bytes are.</param>
/// <param name="Size">How many bytes.</param>
/// <param name="Url">Where it can be fetched for the next 15 minutes.</param>
public sealed record RequesterFile(string Name, string ContentType, long Size, Uri Url);

/// <summary>What happens next, and by when.</summary>
/// <param name="What">One of <c>weAnswer</c>, <c>weResolve</c>, <c>youAnswer</c>, <c>youMayObject</c>, <c>nothing</c>.</param>
/// <param name="By">By when we promised it; null when we did not, or the time has passed.</param>
public sealed record NextForRequester(string What, DateTimeOffset? By)
{
    /// <summary>What happens next to a ticket.</summary>
    public static NextForRequester Of(Ticket ticket) => ticket switch
    {
        { IsOver: true } => new NextForRequester("nothing", null),
        { Status: TicketStatus.Resolved } => new NextForRequester("youMayObject", null),
        { Status: TicketStatus.Pending } => new NextForRequester("youAnswer", null),
        _ when ticket.Clock(ClockKind.FirstResponse) is { Stopped: false } first => Promise("weAnswer", first),
        _ when ticket.Clock(ClockKind.NextResponse) is { Stopped: false } next => Promise("weAnswer", next),
        _ when ticket.Clock(ClockKind.Resolution) is { } resolution => Promise("weResolve", resolution),
        _ => new NextForRequester("weResolve", null),
    };

    private static NextForRequester Promise(string what, ClockState clock) =>
        new(what, clock.BreachedAt is null ? clock.DueAt : null);
}
