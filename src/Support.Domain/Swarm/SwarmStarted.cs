using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Swarm;

/// <summary>Somebody owns a ticket that a swarm works: its swarm lives from here on.</summary>
/// <param name="Owner">Agent id.</param>
public sealed record SwarmStarted(string Owner) : TicketEventData;

/// <summary>Somebody called people into the swarm.</summary>
public sealed record SwarmInvited : TicketEventData
{
    /// <summary>What was asked for; empty when people were called by name.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Agent ids of those who are called now and were not before.</summary>
    public required IReadOnlyList<string> People { get; init; }
}

/// <summary>A deadline, or an escalation by hand, called more people into the swarm instead of handing the ticket on.</summary>
public sealed record SwarmWidened : TicketEventData
{
    /// <summary>What was asked for; empty when people were called by name or by tier.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The tier whose people are called; null when the call was not for a tier.</summary>
    public Tier? Tier { get; init; }

    /// <summary>Agent ids of those who are called now and were not before.</summary>
    public required IReadOnlyList<string> People { get; init; }
}

/// <summary>Somebody came into the swarm.</summary>
/// <param name="Agent">Agent id.</param>
/// <param name="Invited">Whether they had been called.</param>
public sealed record SwarmJoined(string Agent, bool Invited) : TicketEventData;

/// <summary>Somebody left the swarm.</summary>
/// <param name="Agent">Agent id.</param>
public sealed record SwarmLeft(string Agent) : TicketEventData;

/// <summary>Another member owns the ticket now; who owned it before stays a member.</summary>
/// <param name="From">Agent id.</param>
/// <param name="To">Agent id.</param>
public sealed record SwarmOwnershipHandedOver(string From, string To) : TicketEventData;

/// <summary>The swarm is over.</summary>
/// <param name="Members">Agent ids of those who were in it to the end.</param>
public sealed record SwarmDissolved(IReadOnlyList<string> Members) : TicketEventData;
