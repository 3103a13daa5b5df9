using Support.Domain.Tickets;

namespace Support.Domain.Swarm;

/// <summary>What somebody contributed to a ticket that a swarm works or worked.</summary>
public sealed record SwarmContributor
{
    /// <summary>Agent id.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether they are in the swarm now.</summary>
    public required bool Member { get; init; }

    /// <summary>How long they were in it, in calendar time, all stays together; zero for who wrote without joining.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Answers to the requester.</summary>
    public required int Messages { get; init; }

    /// <summary>Internal notes.</summary>
    public required int Notes { get; init; }

    /// <summary>
    /// Everybody who was in the swarm or wrote as an agent, in the order of the agents' ids, with what they did up to
    /// that instant. Empty for a ticket that never had a swarm.
    /// </summary>
    public static IReadOnlyList<SwarmContributor> Of(Ticket ticket, IReadOnlyList<TicketMessage> messages, DateTimeOffset now)
    {
        if (ticket.Swarm is not { } swarm)
        {
            return [];
        }

        TicketMessage[] written = [.. messages.Where(static message => message.Author.Kind == ActorKind.Agent)];
        IEnumerable<string> agents =
        [
            .. swarm.Members.Select(static member => member.Agent),
            .. swarm.Stays.Select(static stay => stay.Agent),
            .. written.Select(static message => message.Author.Id),
        ];
        return
        [
            .. agents.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(agent => new SwarmContributor
            {
                Agent = agent,
                Member = swarm.Has(agent),
                Time = TimeOf(swarm, agent, now),
                Messages = written.Count(message => message.Author.Id == agent && message.Public),
                Notes = written.Count(message => message.Author.Id == agent && !message.Public),
            }),
        ];
    }

    private static TimeSpan TimeOf(SwarmState swarm, string agent, DateTimeOffset now)
    {
        TimeSpan over = swarm.Stays.FirstOrDefault(stay => stay.Agent == agent)?.Time ?? TimeSpan.Zero;
        SwarmMember? member = swarm.Members.FirstOrDefault(member => member.Agent == agent);
        return member is null || now < member.Since ? over : over + (now - member.Since);
    }
}
