using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

public class When_an_agent_works_on_a_ticket
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly DateTimeOffset Later = Opened.AddMinutes(10);

    [Fact]
    public void Taking_it_gives_it_to_the_agent_opens_it_and_acknowledges_a_page()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new TakeTicket("ann"));

        Assert.Equal(["assigned ann of desk", "acknowledged", "New to Open"], Lines(ticket.Last));
        Assert.False(ticket.Clock(ClockKind.FirstResponse).Stopped);
    }

    [Fact]
    public void Taking_it_twice_changes_nothing() =>
        Assert.Empty(ATicket.Opened(Opened).Agent(Later, new TakeTicket("ann")).Agent(Later, new TakeTicket("ann")).Last.Events);

    [Fact]
    public void Assigning_it_leaves_the_status_and_keeps_the_reason()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new AssignTicket("ann", "desk", "knows it"));

        TicketEvent assigned = Assert.Single(ticket.Last.Events);
        Assert.Equal((new Assigned("ann", "desk"), "knows it"), (assigned.Data, assigned.Cause));
        Assert.Equal(TicketStatus.New, ticket.Ticket.Status);
    }

    [Fact]
    public void Assigning_it_to_a_team_of_another_tier_takes_it_there_and_from_the_agent() =>
        Assert.Equal(
            ["L1 to L2 after 00:10:00", "assigned nobody of support"],
            Lines(ATicket.Opened(Opened).Agent(Later, new TakeTicket("ann")).Agent(Later, new AssignTicket(null, "support", null)).Last));

    [Fact]
    public void Assigning_it_to_who_has_it_changes_nothing() =>
        Assert.Empty(ATicket.Opened(Opened).Agent(Later, new TakeTicket("ann")).Agent(Later, new AssignTicket("ann", "desk", "again")).Last.Events);

    [Theory]
    [InlineData("nobody", null, "There is no agent 'nobody'.")]
    [InlineData(null, "no-team", "There is no team 'no-team'.")]
    public void Assigning_it_to_what_is_not_there_is_refused(string? agent, string? team, string refusal) =>
        Assert.Equal(refusal, ATicket.Opened(Opened).TryAgent(Later, new AssignTicket(agent, team, null)).Refusal);

    [Fact]
    public void A_first_answer_stops_the_clock_opens_it_and_gives_it_to_who_answered()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new ReplyToRequester("We look into it."));

        Assert.Equal(
            ["message 2", "FirstResponse stopped 00:10:00 met", "assigned ann of desk", "acknowledged", "New to Open"], Lines(ticket.Last));
        Assert.Equal("an unassigned ticket goes to who answers it", ticket.Last.Events[2].Cause);
    }

    [Fact]
    public void An_answer_does_not_take_the_ticket_from_its_holder() =>
        Assert.Equal("dana", ATicket.Opened(Opened).Agent(Opened, new TakeTicket("dana")).Agent(Later, new ReplyToRequester("Hi.")).Ticket.Assignee);

    [Fact]
    public void An_answer_while_the_ticket_is_pending_counts_and_leaves_it_pending()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new SetPending(null)).Agent(Later, new ReplyToRequester("Which browser?"));

        Assert.Equal(TicketStatus.Pending, ticket.Ticket.Status);
        Assert.True(ticket.Clock(ClockKind.FirstResponse).Met);
    }

    [Fact]
    public void A_note_does_nothing_but_stand_there()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new AddNote("looks like the cache"));

        Assert.Equal(["note 2"], Lines(ticket.Last));
        Assert.False(Assert.Single(ticket.Last.Messages).Public);
        Assert.Equal(TicketStatus.New, ticket.Ticket.Status);
    }

    [Fact]
    public void Resolving_it_with_a_text_is_an_answer_too()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new ResolveTicket("Fixed.", "cache cleared"));

        Assert.Equal(
            [
                "message 2", "FirstResponse stopped 00:10:00 met", "assigned ann of desk", "acknowledged", "New to Open",
                "Open to Resolved", "Resolution stopped 00:10:00 met",
            ],
            Lines(ticket.Last));
        Assert.Equal(2, ticket.All<StatusChanged>()[^1].Message);
        Assert.True(ticket.All<MessageAdded>()[^1].WithStatusChange);
        Assert.Equal("cache cleared", ticket.Last.Events[^2].Cause);
    }

    [Fact]
    public void Resolving_it_without_a_text_writes_none()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new ResolveTicket(null, "by itself"));

        Assert.Equal(1, ticket.Ticket.Messages);
        Assert.Null(ticket.All<StatusChanged>()[^1].Message);
    }

    [Fact]
    public void Closing_a_resolved_one_is_the_end()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Later, new ResolveTicket(null)).Agent(Later, new CloseTicket("the requester agrees"));

        Assert.True(ticket.Ticket.IsOver);
        Assert.Equal(Later, ticket.Ticket.ResolvedAt);
        Assert.Equal("the requester agrees", ticket.History[^1].Cause);
        Assert.Equal(["note 2"], Lines(ticket.Agent(Later, new AddNote("for the record")).Last));
    }

    private static IEnumerable<string> Lines(Decision decision) =>
        decision.Events.Select(static happened => HistoryLine.Of(happened.Data));
}
