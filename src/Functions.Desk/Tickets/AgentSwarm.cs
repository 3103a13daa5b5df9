using Support.Domain.Swarm;
using Support.Domain.Tickets;

namespace Support.Functions.Desk.Tickets;

/// <summary>The swarm of a ticket as an agent sees it.</summary>
public sealed record AgentSwarm
{
    /// <summary>Agent id of who answers for the ticket; null while nobody does, and once the swarm is dissolved.</summary>
    public string? Owner { get; init; }

    /// <summary>Who is in it, the owner among them.</summary>
    public required IReadOnlyList<SwarmMember> Members { get; init; }

    /// <summary>Who was called and has not come.</summary>
    public required IReadOnlyList<SwarmInvitation> Invited { get; init; }

    /// <summary>Who was in it or wrote, and what they did; null where only the ticket was asked for.</summary>
    public IReadOnlyList<SwarmContributor>? Contributors { get; init; }

    /// <summary>The view of a ticket's swarm at an instant; null when it never had one.</summary>
    public static AgentSwarm? Of(Ticket ticket, DateTimeOffset now, IReadOnlyList<TicketMessage>? messages) =>
        ticket.Swarm is { } swarm
            ? new AgentSwarm
            {
                Owner = swarm.Owner,
                Members = swarm.Members,
                Invited = swarm.Invited,
                Contributors = messages is null ? null : SwarmContributor.Of(ticket, messages, now),
            }
            : null;
}
