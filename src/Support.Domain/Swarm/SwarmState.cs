using System.Text.Json.Serialization;

namespace Support.Domain.Swarm;

/// <summary>
/// The swarm of a ticket: one owner from first to last, and those who help. While it lives the owner is one of its
/// members; before and after it has neither.
/// </summary>
public sealed record SwarmState
{
    /// <summary>Agent id of who answers for the ticket; null while nobody does, and once the swarm is dissolved.</summary>
    public string? Owner { get; init; }

    /// <summary>Who is in it, the owner among them, in the order in which they came.</summary>
    public IReadOnlyList<SwarmMember> Members { get; init; } = [];

    /// <summary>Who was called and has not come, in the order of the calls.</summary>
    public IReadOnlyList<SwarmInvitation> Invited { get; init; } = [];

    /// <summary>Who was in it before, each agent once.</summary>
    public IReadOnlyList<SwarmStay> Stays { get; init; } = [];

    /// <summary>Whether it is over until the ticket is reopened or goes to somebody else.</summary>
    public bool Dissolved { get; init; }

    /// <summary>Whether somebody owns the ticket and others may join.</summary>
    [JsonIgnore]
    public bool Lives => Owner is not null;

    /// <summary>Whether the agent is in it now.</summary>
    public bool Has(string agent) => Members.Any(member => member.Agent == agent);

    /// <summary>Whether the agent was called and has not come.</summary>
    public bool HasInvited(string agent) => Invited.Any(invitation => invitation.Agent == agent);
}

/// <summary>Somebody who is in a swarm.</summary>
/// <param name="Agent">Agent id.</param>
/// <param name="Since">When they came.</param>
public sealed record SwarmMember(string Agent, DateTimeOffset Since);

/// <summary>Somebody who was called into a swarm.</summary>
/// <param name="Agent">Agent id.</param>
/// <param name="At">When.</param>
public sealed record SwarmInvitation(string Agent, DateTimeOffset At);

/// <summary>Somebody who was in a swarm.</summary>
/// <param name="Agent">Agent id.</param>
/// <param name="Time">How long, in calendar time, all stays that are over together.</param>
/// <param name="LeftAt">When the last of them ended.</param>
public sealed record SwarmStay(string Agent, TimeSpan Time, DateTimeOffset LeftAt);
