using Support.Domain.Tickets;

namespace Support.Domain.Swarm;

/// <summary>Call people into the swarm.</summary>
/// <param name="Skills">What they must be good at.</param>
/// <param name="People">Agent ids of those called by name.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record InviteToSwarm(IReadOnlyList<string> Skills, IReadOnlyList<string> People, string? Reason) : TicketCommand;

/// <summary>Come into the swarm, called or not.</summary>
/// <param name="Agent">Agent id.</param>
public sealed record JoinSwarm(string Agent) : TicketCommand;

/// <summary>Leave the swarm.</summary>
/// <param name="Agent">Agent id.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record LeaveSwarm(string Agent, string? Reason) : TicketCommand;

/// <summary>Let somebody else own the ticket.</summary>
/// <param name="To">Agent id.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record HandOverSwarm(string To, string Reason) : TicketCommand;

/// <summary>End the swarm while the ticket goes on with its owner alone.</summary>
/// <param name="Reason">Why; needed.</param>
public sealed record DissolveSwarm(string Reason) : TicketCommand;
