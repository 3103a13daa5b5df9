using Support.Domain.Assignment;
using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>What the automatic assignment found out about a ticket that needs somebody. Harmless when the ticket has moved on since.</summary>
/// <param name="Since">The version since which it needs somebody.</param>
/// <param name="Answer">Who gets it, or until when it waits, or that nobody can take it.</param>
public sealed record AssignAutomatically(int Since, AssignmentAnswer Answer) : TicketCommand;

/// <summary>Nobody who could take the ticket is at work: it waits in the team's queue until somebody is.</summary>
/// <param name="Team">Team id.</param>
/// <param name="Until">When to look for somebody again.</param>
public sealed record AssignmentPostponed(string Team, DateTimeOffset Until) : TicketEventData;

/// <summary>The time has come to look for somebody again.</summary>
/// <param name="Team">Team id.</param>
/// <param name="DueAt">The exact instant at which it came.</param>
public sealed record AssignmentDue(string Team, DateTimeOffset DueAt) : TicketEventData;

/// <summary>Nobody can take the ticket in time.</summary>
/// <param name="Team">Team id.</param>
/// <param name="To">The triage manager, who gets it; null when somebody holds it, who keeps it.</param>
public sealed record AssignmentFailed(string Team, string? To) : TicketEventData;

/// <summary>A rule's wish that somebody of the team gets the ticket.</summary>
/// <param name="Version">The version of the event that brought it.</param>
/// <param name="How">How to find somebody.</param>
/// <param name="Skills">What that somebody must be good at; empty for what the ticket itself needs.</param>
public sealed record AssignmentWish(int Version, AssignmentWay How, IReadOnlyList<string> Skills);
