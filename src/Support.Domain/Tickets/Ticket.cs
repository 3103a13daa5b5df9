using System.Text.Json.Serialization;
using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Swarm;
using Support.Domain.Tiers;
using Support.Domain.Vendors;
using Support.Domain.Webhooks;

namespace Support.Domain.Tickets;

/// <summary>
/// A ticket as it stands: the fold of its events. Making it needs the events alone, never the support model, so it stays
/// the same when the model changes.
/// </summary>
public sealed partial record Ticket
{
    /// <summary>The reference.</summary>
    public required TicketId Id { get; init; }

    /// <summary>The version of the newest event; the ticket's ETag.</summary>
    public required int Version { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Who opened it.</summary>
    public required Requester Requester { get; init; }

    /// <summary>Id of the requester's organisation; null when the model knew none.</summary>
    public string? Organisation { get; init; }

    /// <summary>Id of that organisation's contract; null for none.</summary>
    public string? Contract { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>What it is about.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>How many are hit.</summary>
    public required Grade Impact { get; init; }

    /// <summary>How soon it hurts.</summary>
    public required Grade Urgency { get; init; }

    /// <summary>How urgent to the desk.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>The level that holds it.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Since when it is on that level.</summary>
    public required DateTimeOffset TierSince { get; init; }

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>Agent id; null when nobody holds it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The way in.</summary>
    public required IntakeChannel Channel { get; init; }

    /// <summary>The closed ticket that this one follows up; null for none.</summary>
    public TicketId? FollowUpOf { get; init; }

    /// <summary>Whether a machine opened it, so that no machine of ours answers it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Automatic { get; init; }

    /// <summary>What the sender added, by name.</summary>
    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    /// <summary>Tags, as <see cref="TagFormat"/> writes them, in the order in which they came.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who is told of it without holding it.</summary>
    public IReadOnlyList<Watcher> Watchers { get; init; } = [];

    /// <summary>Where it stood when it was marked as spam; null when it is none.</summary>
    public TicketStatus? SpamFrom { get; init; }

    /// <summary>Other tickets, and what they are to this one, in the order in which they were linked.</summary>
    public IReadOnlyList<TicketLink> Links { get; init; } = [];

    /// <summary>Where it went on; null when it goes on by itself.</summary>
    public Merger? Merged { get; init; }

    /// <summary>The tickets that go on in this one, the first merged first.</summary>
    public IReadOnlyList<MergedTicket> MergedFrom { get; init; } = [];

    /// <summary>What other systems call it, in the order in which they told.</summary>
    public IReadOnlyList<ExternalReference> ExternalReferences { get; init; } = [];

    /// <summary>When it came in.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the newest event happened.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether an agent opened it for the requester.</summary>
    public bool OpenedByAgent { get; init; }

    /// <summary>When an agent first answered the requester; null while nobody did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Since when the requester waits for an answer: the oldest message that has none; null when all are answered.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When it was last resolved; null when it is not.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When somebody acknowledged a page; null when nobody did.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The revision of the support model that its clocks and its place follow; null when none was recorded.</summary>
    public string? ModelRevision { get; init; }

    /// <summary>How many messages there are, notes among them.</summary>
    public int Messages { get; init; }

    /// <summary>The SLA clocks that have started, each as it stands.</summary>
    public IReadOnlyList<ClockState> Clocks { get; init; } = [];

    /// <summary>The escalation steps that are done: <c>policy/step/clock/cycle</c>.</summary>
    public IReadOnlyList<string> StepsDone { get; init; } = [];

    /// <summary>How long it was on each tier, the lowest first, without the present stay.</summary>
    public IReadOnlyList<TierTime> TimeInTier { get; init; } = [];

    /// <summary>When a pending ticket, or one on hold, comes back by itself; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil { get; init; }

    /// <summary>The vendor who has it or had it last; null when none ever had.</summary>
    public VendorState? Vendor { get; init; }

    /// <summary>Its swarm; null when it never had one.</summary>
    public SwarmState? Swarm { get; init; }

    /// <summary>The chat that it is held in; null when it is held in none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatState? Chat { get; init; }

    /// <summary>Whether nothing will happen to it any more.</summary>
    public bool IsOver => Status is TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged;

    /// <summary>Whether the matter itself is worked on, or waits for somebody; false once it is resolved or over.</summary>
    [JsonIgnore]
    public bool IsWorkedOn => IsWork(Status);

    /// <summary>Whether the requester waits for an answer after the first; a monitor that repeats itself waits for none.</summary>
    [JsonIgnore]
    internal bool OwesNextResponse => WaitingSince is not null && Channel != IntakeChannel.Alert;

    /// <summary>What policies go by.</summary>
    [JsonIgnore]
    public TicketFacts Facts => new(Application, Kind, Priority, Channel, Organisation, Contract);

    /// <summary>Whether nobody has answered the requester yet, and somebody has to.</summary>
    internal bool OwesFirstResponse(SlaOptions options) =>
        AnsweredAt is null && (!OpenedByAgent || options.RequesterlessStart);

    /// <summary>Whether there is work to be done on a ticket of that status.</summary>
    internal static bool IsWork(TicketStatus status) =>
        status is TicketStatus.New or TicketStatus.Open or TicketStatus.Pending or TicketStatus.OnHold;

    /// <summary>That clock; null when it never started.</summary>
    public ClockState? Clock(ClockKind clock) => Clocks.FirstOrDefault(state => state.Clock == clock);

    /// <summary>The key under which a step is done once.</summary>
    public static string StepKey(string policy, string step, ClockKind clock, int cycle) => $"{policy}/{step}/{clock}/{cycle}";
}
