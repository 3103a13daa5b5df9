using System.Text.Json.Serialization;

namespace Support.Domain.Model;

/// <summary>How urgent a ticket is to the desk; derived from impact and urgency, or set by an agent with a reason.</summary>
public enum Priority
{
    /// <summary>Work stops for many; around the clock by default.</summary>
    Critical,

    /// <summary>Work is badly hindered.</summary>
    High,

    /// <summary>Work is hindered.</summary>
    Medium,

    /// <summary>A wish, a question, a nuisance.</summary>
    Low,
}

/// <summary>Three grades of impact (how many are hit) or urgency (how soon it hurts).</summary>
public enum Grade
{
    /// <summary>The most.</summary>
    High,

    /// <summary>The middle.</summary>
    Medium,

    /// <summary>The least.</summary>
    Low,
}

/// <summary>The level of support that holds a ticket.</summary>
public enum Tier
{
    /// <summary>The service desk.</summary>
    [JsonStringEnumMemberName("L1")]
    L1,

    /// <summary>Technical or application support.</summary>
    [JsonStringEnumMemberName("L2")]
    L2,

    /// <summary>The developers.</summary>
    [JsonStringEnumMemberName("L3")]
    L3,
}

/// <summary>Whom an application serves; it decides the tiers that support it.</summary>
public enum Audience
{
    /// <summary>Customers use it: L1, L2 and L3 support it.</summary>
    CustomerFacing,

    /// <summary>Own staff uses it: L2 and L3 support it.</summary>
    Internal,
}

/// <summary>How an application's tickets are worked.</summary>
public enum SupportStyle
{
    /// <summary>Handed from tier to tier.</summary>
    Tiered,

    /// <summary>One owner from first to last; deadlines widen the circle of helpers.</summary>
    Swarm,
}

/// <summary>An SLA clock.</summary>
public enum ClockKind
{
    /// <summary>From creation to the first public agent message.</summary>
    FirstResponse,

    /// <summary>From the oldest unanswered requester message to the next public agent message.</summary>
    NextResponse,

    /// <summary>From creation to resolved.</summary>
    Resolution,

    /// <summary>The operational level agreement: how long the present tier has the ticket; another cycle in each tier.</summary>
    Operational,

    /// <summary>The underpinning contract: how long the vendor has the ticket; another cycle at each hand-off.</summary>
    Underpinning,
}

/// <summary>What a ticket is about, in ITIL's words.</summary>
public enum TicketKind
{
    /// <summary>Something is broken.</summary>
    Incident,

    /// <summary>Something is wanted from the catalogue.</summary>
    ServiceRequest,

    /// <summary>Something is asked.</summary>
    Question,

    /// <summary>The cause behind incidents.</summary>
    Problem,

    /// <summary>Something is to be altered.</summary>
    Change,
}

/// <summary>Where a ticket stands.</summary>
public enum TicketStatus
{
    /// <summary>Nobody has looked at it.</summary>
    New,

    /// <summary>Somebody works on it.</summary>
    Open,

    /// <summary>Waiting for the requester.</summary>
    Pending,

    /// <summary>Waiting for a third party.</summary>
    OnHold,

    /// <summary>Answered; the requester may still object.</summary>
    Resolved,

    /// <summary>Over; nothing reopens it.</summary>
    Closed,

    /// <summary>Withdrawn.</summary>
    Cancelled,

    /// <summary>Went on in another ticket.</summary>
    Merged,
}

/// <summary>A group of people that an escalation step or an event tells.</summary>
public enum Audiences
{
    /// <summary>Who opened the ticket.</summary>
    Requester,

    /// <summary>Who holds the ticket; the team when nobody does.</summary>
    Assignee,

    /// <summary>Everybody in the ticket's team.</summary>
    Team,

    /// <summary>The lead of the ticket's team.</summary>
    TeamLead,

    /// <summary>Who is on call for the ticket's team now.</summary>
    OnCall,

    /// <summary>The support manager.</summary>
    Manager,

    /// <summary>The incident manager.</summary>
    IncidentManager,

    /// <summary>The executives to be told.</summary>
    Executives,

    /// <summary>Who looks after the requester's organisation; nobody when it is unknown, or nobody does.</summary>
    RelationshipManager,
}
