using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Relations;

public class When_a_ticket_is_merged
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void Its_promises_are_neither_kept_nor_broken_and_nothing_is_due_any_more()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddMinutes(20), new MergeTicket(Others.One, "the same matter"));

        Assert.Equal((TicketStatus.Merged, Others.One), (ticket.Ticket.Status, ticket.Ticket.Merged!.Into));
        Assert.All(ticket.Ticket.Clocks, static clock => Assert.Equal((true, null, null), (clock.Stopped, clock.Met, clock.DueAt)));
        Assert.Equal(TimeSpan.FromMinutes(20), ticket.Clock(ClockKind.FirstResponse).Used);
        Assert.Empty(ticket.Fire(Opened.AddDays(9)).Last.Events);
    }

    [Fact]
    public void Taking_it_back_gives_back_status_and_clocks_without_the_time_as_merged()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddMinutes(10), new TakeTicket("ann"))
            .Agent(Opened.AddMinutes(20), new MergeTicket(Others.One, "the same matter"))
            .Agent(Opened.AddHours(50), new UnmergeTicket("another matter"));

        Assert.Equal((TicketStatus.Open, null), (ticket.Ticket.Status, ticket.Ticket.Merged));
        Assert.Equal(TimeSpan.FromMinutes(20), ticket.Clock(ClockKind.FirstResponse).Used);
        Assert.Equal(Opened.AddHours(50).AddMinutes(40), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Null(ticket.Clock(ClockKind.FirstResponse).BreachedAt);
    }

    [Fact]
    public void A_breach_before_stays_recorded()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddHours(2), new MergeTicket(Others.One, "the same matter"))
            .Agent(Opened.AddHours(9), new UnmergeTicket("another matter"));

        Assert.Equal(Opened.AddHours(1), ticket.Clock(ClockKind.FirstResponse).BreachedAt);
    }

    [Fact]
    public void It_waits_on_for_what_it_waited_for()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddMinutes(10), new SetPending(null))
            .Agent(Opened.AddMinutes(20), new MergeTicket(Others.One, "the same matter"))
            .Agent(Opened.AddMinutes(30), new UnmergeTicket("another matter"));

        Assert.Equal(TicketStatus.Pending, ticket.Ticket.Status);
        Assert.Null(ticket.Clock(ClockKind.Resolution).RunningSince);
        Assert.Equal(TimeSpan.FromMinutes(10), ticket.Clock(ClockKind.Resolution).Used);
    }

    [Fact]
    public void Into_a_merged_one_it_goes_to_the_end_and_says_so()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddMinutes(1), new MergeTicket(Others.Merged, "the same matter"));

        Assert.Equal(Others.One, ticket.Ticket.Merged!.Into);
        Assert.Equal(
            $"the same matter ({Others.Merged} was merged into {Others.One} before)",
            ticket.History.Single(static happened => happened.Data is TicketMerged).Cause);
    }

    public static TheoryData<string, TicketCommand> Wrong => new()
    {
        { "A ticket cannot be merged into itself.", new MergeTicket(ATicket.AnId, "why") },
        { $"There is no ticket {Others.Nobodys}.", new MergeTicket(Others.Nobodys, "why") },
        { $"{Others.Over} is closed; a ticket goes on only in one that is not over.", new MergeTicket(Others.Over, "why") },
        { $"{Others.MergedIntoThis} was merged into this ticket; take that back first.", new MergeTicket(Others.MergedIntoThis, "why") },
        {
            $"{Others.Two} belongs to other people, who would read this ticket; say 'acrossOrganisations' to merge it all the same.",
            new MergeTicket(Others.Two, "why")
        },
        { "A ticket cannot be linked to itself.", new LinkTicket(ATicket.AnId, LinkKind.Parent, null) },
        { "That link is made by splitting a ticket.", new LinkTicket(Others.One, LinkKind.SplitFrom, null) },
        { $"The ticket has no such link to {Others.One}.", new UnlinkTicket(Others.One, null, null) },
        { "The ticket has no message 7; it has 1 to 1.", new SplitTicket([1, 7], "Other", "why", Others.Nobodys) },
        { "No free reference was found for the new ticket; try again.", new SplitTicket([1], "Other", "why", Others.One) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Is_refused_with_the_reason(string reason, TicketCommand command)
    {
        Decision decision = ATicket.Opened(Opened).TryAgent(Opened.AddMinutes(1), command);

        Assert.Equal(reason, decision.Refusal);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void The_other_ticket_tells_its_people_and_owes_the_answer_that_was_owed()
    {
        ATicket target = ATicket.Opened(Opened).Agent(Opened.AddMinutes(5), new ReplyToRequester("We look into it."));
        var takeIn = new TakeInMerged
        {
            Source = Others.Two,
            Requester = new Requester("rob@customer.test", "Rob"),
            Watchers = [new Watcher { Agent = "sue" }, new Watcher { Email = "RITA@customer.test" }],
            WaitingSince = Opened,
            Reason = "the same matter",
        };

        target.Agent(Opened.AddMinutes(10), takeIn).Agent(Opened.AddMinutes(11), takeIn);

        Assert.Equal([Others.Two], target.Ticket.MergedFrom.Select(static merged => merged.Ticket));
        Assert.Equal(["rob@customer.test", "sue"], target.Ticket.Watchers.Select(static watcher => watcher.Email ?? watcher.Agent));
        Assert.Equal(Opened.AddMinutes(10).AddHours(2), target.Clock(ClockKind.NextResponse).DueAt);

        target.Agent(Opened.AddMinutes(20), new GiveBackMerged(Others.Two, "another matter"));

        Assert.Empty(target.Ticket.MergedFrom);
        Assert.Empty(target.Ticket.Watchers);
    }

    [Fact]
    public void Its_first_response_stays_as_it_was_in_the_other_ticket()
    {
        ATicket target = ATicket.Opened(Opened).Agent(
            Opened.AddMinutes(30),
            new TakeInMerged { Source = Others.Two, Requester = new Requester("rob@customer.test"), Watchers = [], WaitingSince = Opened });

        Assert.Equal(Opened.AddHours(1), target.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Null(target.Ticket.Clock(ClockKind.NextResponse));
    }

    [Fact]
    public void A_parent_is_resolved_only_when_it_is_said_what_becomes_of_open_children()
    {
        ATicket parent = ATicket.Opened(Opened).Agent(Opened.AddMinutes(1), new LinkTicket(Others.One, LinkKind.Child, null));

        Assert.Equal(
            $"1 child is open ({Others.One}); resolve them with it by 'cascade', or leave them by 'force'.",
            parent.TryAgent(Opened.AddMinutes(2), new ResolveTicket("Fixed.")).Refusal);
        Assert.Equal(
            "Resolving a ticket although its children are open needs a reason.",
            parent.TryAgent(Opened.AddMinutes(2), new ResolveTicket("Fixed.") { Force = true }).Refusal);
        Assert.Null(parent.TryAgent(Opened.AddMinutes(2), new ResolveTicket("Fixed.", "the rest is cosmetic") { Force = true }).Refusal);
        Assert.True(parent.TryAgent(Opened.AddMinutes(2), new ResolveTicket("Fixed.") { Cascade = true })
            .Events.Select(static happened => happened.Data).OfType<StatusChanged>().Single(static status => status.To == TicketStatus.Resolved).Cascade);
    }

    [Fact]
    public void Families_have_two_generations()
    {
        ATicket child = ATicket.Opened(Opened).Agent(Opened.AddMinutes(1), new LinkTicket(Others.One, LinkKind.Parent, null));

        Assert.Equal(
            $"{ATicket.AnId} has the parent {Others.One} already.",
            child.TryAgent(Opened.AddMinutes(2), new LinkTicket(Others.Two, LinkKind.Parent, null)).Refusal);
        Assert.Equal(
            $"{ATicket.AnId} is a child of {Others.One}; a child has no children.",
            child.TryAgent(Opened.AddMinutes(2), new LinkTicket(Others.Two, LinkKind.Child, null)).Refusal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_link_says_the_same_from_both_sides(LinkKind kind) => Assert.Equal(kind, kind.Inverse().Inverse());

    public static TheoryData<LinkKind> Kinds => [.. Enum.GetValues<LinkKind>()];
}
