using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Webhooks;

namespace Support.Domain.Tickets;

/// <summary>What somebody wants done to a ticket. Texts are checked by the way in; rules are checked by <see cref="TicketDecision"/>.</summary>
public abstract record TicketCommand
{
    /// <summary>
    /// The next other ticket that has to be read before this command can be decided, given those that are known (null for
    /// one that does not exist); null when nothing more is needed. Most commands look at their own ticket alone.
    /// </summary>
    public virtual TicketId? NextToLookAt(Ticket ticket, IReadOnlyDictionary<TicketId, Ticket?> known) => null;
}

/// <summary>Open a ticket.</summary>
public sealed record OpenTicket : TicketCommand
{
    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>The first message.</summary>
    public required string Description { get; init; }

    /// <summary>Who opens it.</summary>
    public required Requester Requester { get; init; }

    /// <summary>Id of the organisation that vouches for the sender by a key of its own; null for that of the requester's address.</summary>
    public string? Organisation { get; init; }

    /// <summary>Application id; null for the model's default.</summary>
    public string? Application { get; init; }

    /// <summary>What it is about; null for what the rules say, an incident if they say nothing.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>How many are hit; null for the model's default.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts; null for the model's default.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>The closed ticket that this one follows up.</summary>
    public TicketId? FollowUpOf { get; init; }

    /// <summary>What the sender added, by name.</summary>
    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    /// <summary>What comes with the description.</summary>
    public Enclosures Enclosures { get; init; } = Enclosures.None;

    /// <summary>Whether a machine wrote it, so that no machine of ours answers it.</summary>
    public bool Automatic { get; init; }

    /// <summary>The call that an agent writes down with it; null when it did not come by phone.</summary>
    public PhoneCall? Call { get; init; }

    /// <summary>Whether the matter was settled in the call, so that the ticket is there for the record alone.</summary>
    public bool ResolvedInCall { get; init; }

    /// <summary>What it is called in the system that it comes from; null when it comes from none that has records.</summary>
    public ExternalReference? Record { get; init; }

    /// <summary>The priority, whatever impact and urgency say; null for what they and the rules say.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Tags that the sender gave it, beside those of the rules.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the ticket is split off; null for one that came in by itself. Its first message is the description.</summary>
    public SplitOff? SplitOff { get; init; }
}

/// <summary>The requester, or a system on their behalf, writes. A pending or resolved ticket reopens.</summary>
/// <param name="Text">What they write.</param>
public sealed record AddRequesterMessage(string Text) : TicketCommand
{
    /// <summary>What comes with the text.</summary>
    public Enclosures Enclosures { get; init; } = Enclosures.None;
}

/// <summary>The agent takes the ticket.</summary>
/// <param name="Agent">Agent id.</param>
public sealed record TakeTicket(string Agent) : TicketCommand;

/// <summary>Give the ticket to somebody.</summary>
/// <param name="Agent">Agent id; null for the team alone.</param>
/// <param name="Team">Team id; null for the team that holds it.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record AssignTicket(string? Agent, string? Team, string? Reason) : TicketCommand;

/// <summary>A public agent message.</summary>
/// <param name="Text">What the requester reads.</param>
public sealed record ReplyToRequester(string Text) : TicketCommand
{
    /// <summary>Whether the requesters of the ticket's children are told the same.</summary>
    public bool TellChildren { get; init; }

    /// <summary>Id of a canned answer that the text follows; null for the text alone.</summary>
    public string? Canned { get; init; }

    /// <summary>What comes with the text.</summary>
    public Enclosures Enclosures { get; init; } = Enclosures.None;
}

/// <summary>An internal note.</summary>
/// <param name="Text">What only agents read.</param>
public sealed record AddNote(string Text) : TicketCommand
{
    /// <summary>Agents to call to look, beside those whom the text calls by <c>@id</c>.</summary>
    public IReadOnlyList<string> Mention { get; init; } = [];

    /// <summary>What comes with the text.</summary>
    public Enclosures Enclosures { get; init; } = Enclosures.None;
}

/// <summary>Hand the ticket to a higher tier.</summary>
/// <param name="Reason">Why; needed.</param>
/// <param name="To">The tier; null for the next one.</param>
public sealed record EscalateTicket(string Reason, Tier? To) : TicketCommand;

/// <summary>Hand the ticket to a lower tier.</summary>
/// <param name="Reason">Why; needed.</param>
/// <param name="To">The tier; null for the next one below.</param>
public sealed record DeEscalateTicket(string Reason, Tier? To) : TicketCommand;

/// <summary>Wait for the requester.</summary>
/// <param name="Reason">What for; null when nobody said.</param>
/// <param name="Until">When the ticket comes back by itself; null to wait until the requester writes or somebody says so.</param>
public sealed record SetPending(string? Reason, DateTimeOffset? Until = null) : TicketCommand;

/// <summary>Stop waiting.</summary>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record ResumeTicket(string? Reason) : TicketCommand;

/// <summary>The ticket is answered.</summary>
/// <param name="Text">A last public message; null for none.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record ResolveTicket(string? Text, string? Reason = null) : TicketCommand
{
    /// <summary>Whether children and duplicates that are open are resolved with it, and told the same.</summary>
    public bool Cascade { get; init; }

    /// <summary>Whether children that are open are left as they are; needs a reason.</summary>
    public bool Force { get; init; }

    /// <inheritdoc />
    public override TicketId? NextToLookAt(Ticket ticket, IReadOnlyDictionary<TicketId, Ticket?> known) =>
        FamilyRules.NextChild(ticket, this, known);
}

/// <summary>It was not answered after all.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record ReopenTicket(string Reason) : TicketCommand;

/// <summary>The ticket is over.</summary>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record CloseTicket(string? Reason) : TicketCommand;

/// <summary>Say what the ticket is about. Null leaves a thing as it is.</summary>
public sealed record TriageTicket : TicketCommand
{
    /// <summary>Application id.</summary>
    public string? Application { get; init; }

    /// <summary>What it is about.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>How many are hit.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>Team id.</summary>
    public string? Team { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The skills that whoever gets it needs.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>Set the priority, whatever impact and urgency say now or later.</summary>
/// <param name="To">The priority.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record SetPriority(Priority To, string Reason) : TicketCommand;

/// <summary>Somebody has seen the page and cares.</summary>
public sealed record AcknowledgePage : TicketCommand;

/// <summary>The ticket is a major incident.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record DeclareMajorIncident(string Reason) : TicketCommand;

/// <summary>Do what is due. Harmless when nothing is, so it may come late, early or twice.</summary>
public sealed record FireDeadlines : TicketCommand;
