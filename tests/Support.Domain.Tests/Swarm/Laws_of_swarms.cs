using Support.Domain.Model;
using Support.Domain.Swarm;
using Support.Domain.Tests.Tickets;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Swarm;

/// <summary>What holds of every swarm in every life of a ticket.</summary>
public class Laws_of_swarms
{
    [Fact]
    public void While_it_lives_its_owner_is_a_member_and_holds_the_ticket() => ForEverySwarm(static (ticket, swarm) =>
    {
        Assert.Equal(swarm.Owner is not null, swarm.Members.Count > 0);
        if (swarm.Owner is { } owner)
        {
            Assert.True(swarm.Has(owner));
            Assert.Equal(owner, ticket.Assignee);
            Assert.True(ticket.IsWorkedOn);
        }
    });

    [Fact]
    public void Nobody_is_in_it_twice_or_in_it_and_invited() => ForEverySwarm(static (_, swarm) =>
    {
        string[] there = [.. swarm.Members.Select(static member => member.Agent), .. swarm.Invited.Select(static invitation => invitation.Agent)];
        Assert.Equal(there.Distinct(), there);
        Assert.Equal(swarm.Stays.DistinctBy(static stay => stay.Agent), swarm.Stays);
    });

    [Fact]
    public void Only_in_tickets_that_a_swarm_works_it_lives() => ForEverySwarm(static (ticket, swarm) =>
        Assert.True(!swarm.Lives || Lives.Model.Applications[ticket.Application].Style == SupportStyle.Swarm));

    [Fact]
    public void Whoever_is_worked_by_a_swarm_and_is_held_has_one() => Lives.ForEveryStep(static (_, ticket, _) =>
    {
        Ticket now = ticket.Ticket;
        bool wanted = Lives.Model.Applications[now.Application].Style == SupportStyle.Swarm && now is { IsWorkedOn: true, Assignee: not null };
        Assert.Equal(wanted && now.Swarm is not { Dissolved: true }, now.Swarm is { Lives: true });
    });

    [Fact]
    public void The_tier_stays_unless_somebody_assigns_the_ticket_to_another_team() => Lives.ForEveryStep(static (before, ticket, _) =>
    {
        if (before is { Swarm.Lives: true } && ticket.Ticket.Tier != before.Tier)
        {
            Assert.Contains(ticket.Last.Events, static happened => happened is { Data: TierChanged, Actor.Kind: ActorKind.Agent });
        }
    });

    [Fact]
    public void Time_in_it_is_what_the_comings_and_goings_say() => Lives.ForEveryLife(static ticket =>
    {
        var since = new Dictionary<string, DateTimeOffset>();
        var time = new Dictionary<string, TimeSpan>();
        foreach (TicketEvent happened in ticket.History)
        {
            switch (happened.Data)
            {
                case SwarmStarted started:
                    since.TryAdd(started.Owner, happened.At);
                    break;
                case SwarmJoined joined:
                    since.Add(joined.Agent, happened.At);
                    break;
                case SwarmLeft left:
                    Leave(left.Agent, happened.At);
                    break;
                case SwarmDissolved dissolved:
                    Assert.Equal(since.Keys.Order(), dissolved.Members.Order());
                    Assert.All(dissolved.Members, agent => Leave(agent, happened.At));
                    break;
            }
        }

        IReadOnlyList<SwarmStay> stays = ticket.Ticket.Swarm?.Stays ?? [];
        Assert.Equal(time.OrderBy(static pair => pair.Key), stays.ToDictionary(static stay => stay.Agent, static stay => stay.Time).OrderBy(static pair => pair.Key));

        void Leave(string agent, DateTimeOffset at)
        {
            time[agent] = time.GetValueOrDefault(agent) + (at - since[agent]);
            since.Remove(agent);
        }
    });

    private static void ForEverySwarm(Action<Ticket, SwarmState> holds) => Lives.ForEveryStep((_, ticket, _) =>
    {
        if (ticket.Ticket.Swarm is { } swarm)
        {
            holds(ticket.Ticket, swarm);
        }
    });
}
