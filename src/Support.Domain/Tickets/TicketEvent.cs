using System.Text.Json.Serialization;
using Support.Domain.Chat;
using Support.Domain.Fields;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Swarm;
using Support.Domain.Tiers;
using Support.Domain.Vendors;
using Support.Domain.Webhooks;

namespace Support.Domain.Tickets;

/// <summary>One thing that happened to a ticket. Never changed once committed: together they are the audit trail.</summary>
public sealed record TicketEvent
{
    /// <summary>1, 2, 3 … in the order in which things happened to this ticket.</summary>
    public required int Version { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The way in.</summary>
    public required IntakeChannel Channel { get; init; }

    /// <summary>Why it happened, for a person to read; null when the event says it all.</summary>
    public string? Cause { get; init; }

    /// <summary>
    /// The revision of the support model that this and the later events were decided by; null when it is the one of the
    /// event before, and in histories from before it was recorded.
    /// </summary>
    public string? ModelRevision { get; init; }

    /// <summary>What happened.</summary>
    public required TicketEventData Data { get; init; }
}

/// <summary>What happened.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TicketOpened), "ticketOpened")]
[JsonDerivedType(typeof(Routed), "routed")]
[JsonDerivedType(typeof(Triaged), "triaged")]
[JsonDerivedType(typeof(AssignmentPostponed), "assignmentPostponed")]
[JsonDerivedType(typeof(AssignmentDue), "assignmentDue")]
[JsonDerivedType(typeof(AssignmentFailed), "assignmentFailed")]
[JsonDerivedType(typeof(MessageAdded), "messageAdded")]
[JsonDerivedType(typeof(StatusChanged), "statusChanged")]
[JsonDerivedType(typeof(PriorityChanged), "priorityChanged")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(TierChanged), "tierChanged")]
[JsonDerivedType(typeof(ClockStarted), "clockStarted")]
[JsonDerivedType(typeof(ClockPaused), "clockPaused")]
[JsonDerivedType(typeof(ClockResumed), "clockResumed")]
[JsonDerivedType(typeof(ClockRetargeted), "clockRetargeted")]
[JsonDerivedType(typeof(ClockStopped), "clockStopped")]
[JsonDerivedType(typeof(SlaWarned), "slaWarned")]
[JsonDerivedType(typeof(SlaBreached), "slaBreached")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(AssignmentWanted), "assignmentWanted")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(PagingEnded), "pagingEnded")]
[JsonDerivedType(typeof(MajorIncidentDeclared), "majorIncidentDeclared")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(ClockWithdrawn), "clockWithdrawn")]
[JsonDerivedType(typeof(SubjectChanged), "subjectChanged")]
[JsonDerivedType(typeof(TagsChanged), "tagsChanged")]
[JsonDerivedType(typeof(WatcherAdded), "watcherAdded")]
[JsonDerivedType(typeof(WatcherRemoved), "watcherRemoved")]
[JsonDerivedType(typeof(TicketLinked), "ticketLinked")]
[JsonDerivedType(typeof(TicketUnlinked), "ticketUnlinked")]
[JsonDerivedType(typeof(TicketMerged), "ticketMerged")]
[JsonDerivedType(typeof(TicketUnmerged), "ticketUnmerged")]
[JsonDerivedType(typeof(MergedTicketTakenIn), "mergedTicketTakenIn")]
[JsonDerivedType(typeof(MergedTicketGivenBack), "mergedTicketGivenBack")]
[JsonDerivedType(typeof(TicketSplit), "ticketSplit")]
[JsonDerivedType(typeof(VendorEngaged), "vendorEngaged")]
[JsonDerivedType(typeof(VendorAnswered), "vendorAnswered")]
[JsonDerivedType(typeof(VendorReleased), "vendorReleased")]
[JsonDerivedType(typeof(SwarmStarted), "swarmStarted")]
[JsonDerivedType(typeof(SwarmInvited), "swarmInvited")]
[JsonDerivedType(typeof(SwarmWidened), "swarmWidened")]
[JsonDerivedType(typeof(SwarmJoined), "swarmJoined")]
[JsonDerivedType(typeof(SwarmLeft), "swarmLeft")]
[JsonDerivedType(typeof(SwarmOwnershipHandedOver), "swarmOwnershipHandedOver")]
[JsonDerivedType(typeof(SwarmDissolved), "swarmDissolved")]
[JsonDerivedType(typeof(FieldsChanged), "fieldsChanged")]
[JsonDerivedType(typeof(RequesterChanged), "requesterChanged")]
[JsonDerivedType(typeof(SpamMarked), "spamMarked")]
[JsonDerivedType(typeof(SpamCleared), "spamCleared")]
[JsonDerivedType(typeof(MailBounced), "mailBounced")]
[JsonDerivedType(typeof(CallRecorded), "callRecorded")]
[JsonDerivedType(typeof(ChatEnded), "chatEnded")]
[JsonDerivedType(typeof(ExternalReferenceAdded), "externalReferenceAdded")]
public abstract record TicketEventData;

/// <summary>A ticket came in.</summary>
public sealed record TicketOpened : TicketEventData
{
    /// <summary>The reference that the ticket got.</summary>
    public required TicketId TicketId { get; init; }

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

    /// <summary>By the matrix.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Where it starts.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>The closed ticket that this one follows up; null for none.</summary>
    public TicketId? FollowUpOf { get; init; }

    /// <summary>The ticket that this one was split off; null for none.</summary>
    public TicketId? SplitFrom { get; init; }

    /// <summary>What the sender added, by name.</summary>
    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    /// <summary>Whether a machine wrote it, so that no machine of ours answers it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Automatic { get; init; }

    /// <summary>The version of the support model that decided priority, tier and team.</summary>
    public required string ModelVersion { get; init; }
}

/// <summary>Somebody wrote.</summary>
public sealed record MessageAdded : TicketEventData
{
    /// <summary>1 for the description, then 2, 3 …</summary>
    public required int Number { get; init; }

    /// <summary>False for an internal note, which the requester never sees.</summary>
    public required bool Public { get; init; }

    /// <summary>Whether the message reaches its reader with the status change that follows, and needs no mail of its own.</summary>
    public bool WithStatusChange { get; init; }

    /// <summary>Whether the requesters of the ticket's children are told the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForChildren { get; init; }

    /// <summary>The agents whom a note calls to look; null for nobody.</summary>
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Where the message was copied from, in which case its reader has it already; null for one that was written here.</summary>
    public MessageOrigin? Origin { get; init; }
}

/// <summary>The ticket moved on.</summary>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="Message">Number of the message that says more; null for none.</param>
public sealed record StatusChanged(TicketStatus From, TicketStatus To, int? Message = null) : TicketEventData
{
    /// <summary>Whether children and duplicates that are open are resolved too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cascade { get; init; }

    /// <summary>When a ticket that waits comes back by itself; null when it does not wait, or not until a time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The stay on its tier that ends because there is no more work to be done; null otherwise.</summary>
    public TierTime? Stay { get; init; }
}

/// <summary>The priority changed.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
public sealed record PriorityChanged(Priority From, Priority To) : TicketEventData
{
    /// <summary>True when somebody set it whatever impact and urgency say; null when it follows from them.</summary>
    public bool? Override { get; init; }
}

/// <summary>The ticket is held by somebody else.</summary>
/// <param name="Agent">Agent id; null when nobody holds it.</param>
/// <param name="Team">Team id.</param>
public sealed record Assigned(string? Agent, string Team) : TicketEventData;

/// <summary>The ticket is on another level.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="TimeInTier">How long it was on the level before, in calendar time, without the time in which it was resolved.</param>
public sealed record TierChanged(Tier From, Tier To, TimeSpan TimeInTier) : TicketEventData
{
    /// <summary>The same in business time; null in histories from before it was recorded.</summary>
    public TimeSpan? BusinessTimeInTier { get; init; }

    /// <summary>
    /// What part of all tiers' business time the level before has had by now, all its stays together, 0.25 for a quarter;
    /// null while no business time has passed, and in histories from before it was recorded.
    /// </summary>
    public decimal? ShareOfElapsed { get; init; }
}

/// <summary>Somebody has seen the page and cares.</summary>
public sealed record Acknowledged : TicketEventData;
