using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Swarm;

/// <summary>What each event of a ticket does to its swarm.</summary>
internal static class SwarmFold
{
    public static SwarmState? After(SwarmState? before, TicketEvent next)
    {
        SwarmState swarm = before ?? new SwarmState();
        return next.Data switch
        {
            SwarmStarted started => In(swarm with { Owner = started.Owner, Dissolved = false }, started.Owner, next.At),
            SwarmInvited invited => Call(swarm, invited.People, next.At),
            SwarmWidened widened => Call(swarm, widened.People, next.At),
            SwarmJoined joined => In(swarm, joined.Agent, next.At),
            SwarmLeft left => Out(swarm, left.Agent, next.At),
            SwarmOwnershipHandedOver handed => swarm with { Owner = handed.To },
            SwarmDissolved => swarm.Members.Aggregate(swarm, (rest, member) => Out(rest, member.Agent, next.At)) with
            {
                Owner = null,
                Invited = [],
                Dissolved = true,
            },

            // A dissolved swarm stays so until there is a new matter or a new owner for one.
            Assigned or StatusChanged { From: TicketStatus.Resolved } when swarm.Dissolved => swarm with { Dissolved = false },
            _ => before,
        };
    }

    private static SwarmState Call(SwarmState swarm, IReadOnlyList<string> people, DateTimeOffset at) =>
        swarm with { Invited = [.. swarm.Invited, .. people.Select(agent => new SwarmInvitation(agent, at))] };

    private static SwarmState In(SwarmState swarm, string agent, DateTimeOffset at) => swarm with
    {
        Members = swarm.Has(agent) ? swarm.Members : [.. swarm.Members, new SwarmMember(agent, at)],
        Invited = [.. swarm.Invited.Where(invitation => invitation.Agent != agent)],
    };

    private static SwarmState Out(SwarmState swarm, string agent, DateTimeOffset at)
    {
        TimeSpan time = swarm.Members.Where(member => member.Agent == agent).Aggregate(
            TimeSpan.Zero, (sum, member) => sum + (at - member.Since));
        TimeSpan before = swarm.Stays.FirstOrDefault(stay => stay.Agent == agent)?.Time ?? TimeSpan.Zero;
        return swarm with
        {
            Members = [.. swarm.Members.Where(member => member.Agent != agent)],
            Stays = [.. swarm.Stays.Where(stay => stay.Agent != agent), new SwarmStay(agent, before + time, at)],
        };
    }
}
