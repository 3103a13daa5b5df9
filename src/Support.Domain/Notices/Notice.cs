using System.Text.Json.Serialization;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Why somebody is told.</summary>
public enum NoticeReason
{
    /// <summary>The requester's ticket came in.</summary>
    Acknowledgement,

    /// <summary>The on-call is needed now.</summary>
    Page,

    /// <summary>A share of a target is used up.</summary>
    SlaWarning,

    /// <summary>A promise is broken.</summary>
    SlaBreach,

    /// <summary>The ticket needs more help.</summary>
    Escalation,

    /// <summary>An agent answered.</summary>
    PublicReply,

    /// <summary>The requester wrote.</summary>
    RequesterReply,

    /// <summary>The ticket is resolved.</summary>
    Resolved,

    /// <summary>Nobody can take the ticket in time, so the triage manager has it.</summary>
    NobodyCanTake,

    /// <summary>The ticket is a major incident.</summary>
    MajorIncident,

    /// <summary>Somebody is called into a swarm.</summary>
    SwarmInvitation,

    /// <summary>The vendor is asked.</summary>
    VendorHandOff,

    /// <summary>The vendor is not needed any more.</summary>
    VendorRelease,

    /// <summary>The vendor said something.</summary>
    VendorAnswer,

    /// <summary>A ticket that waited until a time is back.</summary>
    WaitOver,

    /// <summary>A note calls an agent to look.</summary>
    Mention,

    /// <summary>The requester's ticket goes on in another.</summary>
    Merged,

    /// <summary>The ticket was withdrawn.</summary>
    Cancelled,

    /// <summary>A mail of the ticket did not arrive.</summary>
    MailUndelivered,

    /// <summary>The requester left a chat and wants what was said.</summary>
    ChatTranscript,
}

/// <summary>The way out.</summary>
public enum NoticeChannel
{
    /// <summary>A mail to a person.</summary>
    Email,

    /// <summary>A card in a team's channel.</summary>
    Teams,

    /// <summary>A signed call of another system.</summary>
    Webhook,
}

/// <summary>One thing to tell one recipient. Its key is the same however often it is planned, so it is sent once.</summary>
public sealed record Notice
{
    /// <summary>The version of the event that it tells of.</summary>
    public required int EventVersion { get; init; }

    /// <summary>Why.</summary>
    public required NoticeReason Reason { get; init; }

    /// <summary>The way out.</summary>
    public required NoticeChannel Channel { get; init; }

    /// <summary>
    /// Mail address; team id for <see cref="NoticeChannel.Teams"/>, webhook id for <see cref="NoticeChannel.Webhook"/>.
    /// </summary>
    public required string Recipient { get; init; }

    /// <summary>What people call the recipient; null when nobody said.</summary>
    public string? RecipientName { get; init; }

    /// <summary>The agent id of the recipient; null for who is no agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Whether the recipient is the requester, who sees the ticket from outside.</summary>
    public bool ToRequester { get; init; }

    /// <summary>Whether the recipient is the vendor, who sees what was sent to them and what they wrote.</summary>
    public bool ToVendor { get; init; }

    /// <summary>Whether the public messages go with it.</summary>
    public bool Conversation { get; init; }

    /// <summary>Whether the recipient is somebody else outside, who follows the ticket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ToWatcher { get; init; }

    /// <summary>The other ticket that it is about; null for none.</summary>
    public TicketId? Other { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it is sent, where it waits; null for at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>What it waits for, for a person to read; null when it does not wait.</summary>
    public string? Waits { get; init; }

    /// <summary>Why it is not sent, for a person to read; null when it is.</summary>
    public string? Withheld { get; init; }

    /// <summary>Why the event happened, for a person to read.</summary>
    public string? Cause { get; init; }

    /// <summary>The clock that it is about; null for none.</summary>
    public ClockKind? Clock { get; init; }

    /// <summary>The share of the target used up; null for none.</summary>
    public decimal? Share { get; init; }

    /// <summary>The target; null for none.</summary>
    public TimeSpan? Target { get; init; }

    /// <summary>When the promise breaks or broke; null for none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The tier that an escalation takes the ticket to; null when it stays where it is.</summary>
    public Tier? RaisedTo { get; init; }

    /// <summary>When somebody else is paged unless this page is acknowledged; null when nobody is.</summary>
    public DateTimeOffset? NextPageAt { get; init; }

    /// <summary>The message to quote; null for none.</summary>
    public int? Message { get; init; }

    /// <summary>The address that it is about; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? About { get; init; }

    /// <summary>Unique within the ticket.</summary>
    public string Key => $"{EventVersion:D6}/{Reason}/{Channel}/{Recipient}".ToUpperInvariant();
}

/// <summary>What a notice is rendered from.</summary>
public sealed record NoticeContent
{
    /// <summary>The notice.</summary>
    public required Notice Notice { get; init; }

    /// <summary>The ticket, as it stands after the event.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>Whose desk it is.</summary>
    public required string OrganisationName { get; init; }

    /// <summary>The application's name.</summary>
    public required string ApplicationName { get; init; }

    /// <summary>The name of the team that holds the ticket.</summary>
    public required string TeamName { get; init; }

    /// <summary>The name of the agent who holds the ticket; null when nobody does.</summary>
    public string? AssigneeName { get; init; }

    /// <summary>Where the recipient sees the ticket.</summary>
    public required Uri Link { get; init; }

    /// <summary>The message to quote; null for none.</summary>
    public TicketMessage? Message { get; init; }

    /// <summary>The public messages up to the event, where they go with the notice; empty otherwise.</summary>
    public IReadOnlyList<TicketMessage> Conversation { get; init; } = [];
}
