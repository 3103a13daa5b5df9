using Support.Domain.Model;
using Support.Domain.Swarm;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Swarm;

public class When_a_swarm_works_a_ticket
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Later = Opened.AddMinutes(20);

    [Fact]
    public void Who_takes_it_owns_it_and_the_swarm_lives()
    {
        ATicket ticket = OfTheSwarm().Agent(Later, new TakeTicket("sue"));

        Assert.Equal("swarm of sue", Lines(ticket.Last)[^1]);
        Assert.Equal("sue", ticket.Ticket.Swarm!.Owner);
        Assert.Equal(["sue"], Members(ticket));
        Assert.Equal("platform is worked by a swarm", ticket.History[^1].Cause);
    }

    [Fact]
    public void A_ticket_of_a_tiered_application_has_none()
    {
        ATicket ticket = ATicket.Opened(Opened, model: AModel.WithSwarm).Agent(Later, new TakeTicket("ann"));

        Assert.Null(ticket.Ticket.Swarm);
        Assert.Equal("shop is worked tier by tier, not by a swarm.", ticket.TryAgent(Later, new JoinSwarm("sue")).Refusal);
        Assert.Equal("shop is worked tier by tier, not by a swarm.", ticket.TryAgent(Later, new InviteToSwarm([], ["sue"], null)).Refusal);
    }

    [Fact]
    public void People_come_called_or_not_and_go_again()
    {
        ATicket ticket = Owned()
            .Agent(Later, new InviteToSwarm([], ["dot", "dirk"], "both know it"))
            .Agent(Later, new JoinSwarm("dot"))
            .Agent(Later, new JoinSwarm("ann"));

        Assert.Equal(["invited [dot dirk] for []", "dot joined", "ann joined uninvited"], ticket.Lines.TakeLast(3).Select(Untimed));
        Assert.Equal(["sue", "dot", "ann"], Members(ticket));
        Assert.Equal(["dirk"], ticket.Ticket.Swarm!.Invited.Select(static invitation => invitation.Agent));

        ticket.Agent(Later.AddMinutes(5), new LeaveSwarm("ann", "not mine"));

        Assert.Equal("not mine", ticket.History[^1].Cause);
        Assert.Equal(["sue", "dot"], Members(ticket));
        Assert.Equal([new SwarmStay("ann", TimeSpan.FromMinutes(5), Later.AddMinutes(5))], ticket.Ticket.Swarm!.Stays);
    }

    [Fact]
    public void Who_is_there_already_joins_without_a_word() =>
        Assert.Empty(Owned().TryAgent(Later, new JoinSwarm("sue")).Events);

    [Fact]
    public void Nobody_joins_before_somebody_owns_it() => Assert.Equal(
        "Nobody owns the ticket yet: take it, and the swarm starts with you.",
        OfTheSwarm().TryAgent(Later, new JoinSwarm("dot")).Refusal);

    [Fact]
    public void The_owner_leaves_only_after_handing_over()
    {
        ATicket ticket = Owned();
        Assert.Equal("sue owns the ticket: hand it over first.", ticket.TryAgent(Later, new LeaveSwarm("sue", null)).Refusal);

        ticket.Agent(Later, new HandOverSwarm("dot", "my shift ends")).Agent(Later, new LeaveSwarm("sue", null));

        Assert.Equal(
            ["assigned dot of support", "dot joined uninvited", "sue handed over to dot", "sue left"],
            ticket.Lines.TakeLast(4).Select(Untimed));
        Assert.Equal(("dot", "dot"), (ticket.Ticket.Swarm!.Owner, ticket.Ticket.Assignee));
        Assert.All(ticket.History.Skip(ticket.History.Count - 4).Take(3), static happened => Assert.Equal("my shift ends", happened.Cause));
    }

    [Fact]
    public void Assigning_it_to_somebody_hands_it_over_and_to_nobody_is_refused()
    {
        ATicket ticket = Owned().Agent(Later, new AssignTicket("dot", null, "knows it"));

        Assert.Equal(["dot joined uninvited", "sue handed over to dot"], Lines(ticket.Last).TakeLast(2));
        Assert.Equal(
            "A swarm keeps its ticket: dot owns it and can hand it over to somebody.",
            ticket.TryAgent(Later, new AssignTicket(null, "dev", null)).Refusal);
    }

    [Fact]
    public void Escalating_it_calls_people_of_the_next_tier_and_moves_nothing()
    {
        ATicket ticket = Owned().Agent(Later, new EscalateTicket("over my head", null));

        Assert.Equal(["widened by [dot dirk] for [L3]"], Lines(ticket.Last));
        Assert.Equal("over my head (a swarm keeps its owner and tier: people of L3 are invited)", ticket.History[^1].Cause);
        Assert.Equal((Tier.L2, "support", "sue"), (ticket.Ticket.Tier, ticket.Ticket.Team, ticket.Ticket.Assignee));
        Assert.Equal(
            "Nobody more can be called: all of dev are in the swarm or invited already.",
            ticket.TryAgent(Later, new EscalateTicket("still over my head", null)).Refusal);
    }

    [Fact]
    public void A_deadline_widens_the_circle_and_says_what_came_of_raising_the_tier()
    {
        SupportModel model = AModel.WithSwarm with
        {
            EscalationPolicies =
            [
                new EscalationPolicy
                {
                    Id = "swarming",
                    Steps =
                    [
                        AModel.Step("skills", ClockKind.Resolution, 0.5m) with
                        {
                            WidenSwarm = new SwarmWidening { Skills = ["databases", "juggling"], People = ["sam"] },
                        },
                        AModel.Step("up", ClockKind.Resolution, 0.75m) with { RaiseToNext = true },
                    ],
                },
            ],
        };
        ATicket ticket = ATicket.Opened(Opened, model: model, application: AModel.Platform).Agent(Opened, new TakeTicket("sue"));

        ticket.LiveUntil(Opened.AddHours(7));

        Assert.Equal(
            ["widened by [sam dot] for [databases juggling]", "widened by [dirk] for [L3]"],
            ticket.Lines.Select(Untimed).Where(static line => line.StartsWith("widened", StringComparison.Ordinal)));
        Assert.Equal(
            ["raiseTo L3: a swarm keeps its owner and tier; people of L3 are invited instead"],
            ticket.All<Escalated>()[^1].Declined);
        Assert.Equal((Tier.L2, "sue"), (ticket.Ticket.Tier, ticket.Ticket.Assignee));
    }

    [Fact]
    public void It_ends_when_the_ticket_is_resolved_and_lives_again_when_it_is_reopened()
    {
        ATicket ticket = Owned().Agent(Later, new JoinSwarm("dot")).Agent(Later.AddMinutes(10), new ResolveTicket(null));

        Assert.Equal("dissolved [sue dot]", Lines(ticket.Last)[^1]);
        Assert.Equal("the ticket is resolved", ticket.History[^1].Cause);
        Assert.Empty(Members(ticket));
        Assert.Equal(["sue", "dot"], ticket.Ticket.Swarm!.Stays.Select(static stay => stay.Agent));

        ticket.Agent(Later.AddMinutes(20), new ReopenTicket("not fixed"));

        Assert.Equal("swarm of sue", Lines(ticket.Last)[^1]);
        Assert.Equal(["sue"], Members(ticket));
    }

    [Fact]
    public void It_can_be_dissolved_by_hand_and_starts_again_with_the_next_who_joins()
    {
        ATicket ticket = Owned().Agent(Later, new JoinSwarm("dot")).Agent(Later, new DissolveSwarm("one is enough"));

        Assert.Equal(["dissolved [sue dot]"], Lines(ticket.Last));
        Assert.Equal("sue", ticket.Ticket.Assignee);
        Assert.Equal("The ticket has no swarm that could be dissolved.", ticket.TryAgent(Later, new DissolveSwarm("again")).Refusal);

        Assert.Empty(ticket.Agent(Later, new AcknowledgePage()).Last.Events);
        ticket.Agent(Later, new JoinSwarm("dirk"));

        Assert.Equal(["swarm of sue", "dirk joined uninvited"], Lines(ticket.Last));
    }

    [Fact]
    public void Without_an_owner_people_can_be_called_all_the_same()
    {
        ATicket ticket = OfTheSwarm().Agent(Later, new InviteToSwarm(["databases"], [], "somebody take it"));

        Assert.Equal(["invited [sue dot] for [databases]"], Lines(ticket.Last));
        Assert.False(ticket.Ticket.Swarm!.Lives);

        ticket.Agent(Later, new TakeTicket("dot"));

        Assert.Equal(["sue"], ticket.Ticket.Swarm!.Invited.Select(static invitation => invitation.Agent));
    }

    private static ATicket OfTheSwarm() => ATicket.Opened(Opened, model: AModel.WithSwarm, application: AModel.Platform);

    private static ATicket Owned() => OfTheSwarm().Agent(Opened, new TakeTicket("sue"));

    private static IEnumerable<string> Members(ATicket ticket) => ticket.Ticket.Swarm!.Members.Select(static member => member.Agent);

    private static string Untimed(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static List<string> Lines(Decision decision) =>
        [.. decision.Events.Select(static happened => HistoryLine.Of(happened.Data))];
}
