using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Platform.Relations;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Relations;

[Collection(SharedAzurite.Name)]
public sealed class What_follows_at_other_tickets(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_merge_is_known_at_both_tickets_however_often_it_is_told()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        (Ticket source, Ticket target) = (await desk.OpenAsync(), await desk.OpenAsync());
        await DoneAsync(desk, source.Id, new WatchTicket(new Watcher { Agent = "chloe" }));

        await DoneAsync(desk, source.Id, new MergeTicket(target.Id, "the same matter"));
        await ReactAsync(desk, source.Id);
        await ReactAsync(desk, source.Id);

        Ticket merged = await desk.ReadAsync(source.Id);
        Ticket into = await desk.ReadAsync(target.Id);
        Assert.Equal((TicketStatus.Merged, target.Id), (merged.Status, merged.Merged!.Into));
        Assert.All(merged.Clocks, clock => Assert.Equal((true, null), (clock.Stopped, clock.Met)));
        Assert.Equal(source.Id, Assert.Single(into.MergedFrom).Ticket);
        Assert.Equal(["chloe"], into.Watchers.Select(watcher => watcher.Agent));
        Assert.Single((await desk.Store.EventsAsync(target.Id)).Select(happened => happened.Data).OfType<MergedTicketTakenIn>());

        IReadOnlyList<MergedConversation> shown = await new MergedConversations(desk.Store).OfAsync(into, Support.Domain.Access.TicketScope.Everything, CancellationToken.None);
        Assert.Equal(["Nothing works."], Assert.Single(shown).Messages.Select(message => message.Text));
        Assert.Equal(target.Id, (await new MergedConversations(desk.Store).EndOfAsync(merged, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task A_merge_that_was_taken_back_leaves_nothing_behind_even_if_its_events_come_late_and_again()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        (Ticket source, Ticket target) = (await desk.OpenAsync(), await desk.OpenAsync());
        await DoneAsync(desk, source.Id, new WatchTicket(new Watcher { Email = "boss@customer.test" }));
        await DoneAsync(desk, source.Id, new MergeTicket(target.Id, "the same matter"));
        await ReactAsync(desk, source.Id);
        await DoneAsync(desk, source.Id, new UnmergeTicket("not the same matter"));

        await ReactAsync(desk, source.Id);
        await ReactAsync(desk, source.Id);

        Ticket back = await desk.ReadAsync(source.Id);
        Ticket target2 = await desk.ReadAsync(target.Id);
        Assert.Equal((TicketStatus.New, null), (back.Status, back.Merged));
        Assert.All(back.Clocks, clock => Assert.NotNull(clock.RunningSince));
        Assert.Empty(target2.MergedFrom);
        Assert.Empty(target2.Watchers);
    }

    [Fact]
    public async Task Two_tickets_that_were_merged_into_each_other_at_the_same_moment_end_as_one()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        (Ticket one, Ticket two) = (await desk.OpenAsync(), await desk.OpenAsync());
        await MergeUnawareAsync(desk, one, two);
        await MergeUnawareAsync(desk, two, one);

        await ReactAsync(desk, one.Id);
        await ReactAsync(desk, two.Id);
        await ReactAsync(desk, one.Id);
        await ReactAsync(desk, two.Id);

        (Ticket first, Ticket second) = string.CompareOrdinal(one.Id.Value, two.Id.Value) < 0 ? (one, two) : (two, one);
        Ticket lives = await desk.ReadAsync(first.Id);
        Ticket merged = await desk.ReadAsync(second.Id);
        Assert.Equal((TicketStatus.New, null), (lives.Status, lives.Merged));
        Assert.Equal(second.Id, Assert.Single(lives.MergedFrom).Ticket);
        Assert.Equal(first.Id, merged.Merged!.Into);
        Assert.Empty(merged.MergedFrom);
    }

    [Fact]
    public async Task A_split_opens_one_ticket_with_the_messages_as_they_were_written()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket ticket = await desk.OpenAsync();
        await DoneAsync(desk, ticket.Id, new AddRequesterMessage("And the printer burns."), Some.FromAnn());
        await DoneAsync(desk, ticket.Id, new AddNote("Two matters."));
        Ticket split = await DoneAsync(desk, ticket.Id, new SplitTicket([3, 2], "Printer burns", "two matters"), Some.FromBen("key"));
        Ticket again = await DoneAsync(desk, ticket.Id, new SplitTicket([3, 2], "Printer burns", "two matters"), Some.FromBen("key"));

        await ReactAsync(desk, ticket.Id);
        await ReactAsync(desk, ticket.Id);

        TicketLink link = Assert.Single(split.Links);
        Assert.Equal(Some.Json(split), Some.Json(again));
        Ticket opened = await desk.ReadAsync(link.To);
        Assert.Equal(("Printer burns", ticket.Requester, ticket.Application), (opened.Subject, opened.Requester, opened.Application));
        Assert.Equal([new TicketLink(ticket.Id, LinkKind.SplitFrom)], opened.Links);
        IReadOnlyList<TicketMessage> copies = await desk.MessagesAsync(opened.Id);
        IReadOnlyList<TicketMessage> originals = await desk.MessagesAsync(ticket.Id);
        Assert.Equal(["And the printer burns.", "Two matters."], copies.Select(message => message.Text));
        Assert.Equal(originals.Skip(1).Select(message => (message.At, message.Author, message.Public)), copies.Select(message => (message.At, message.Author, message.Public)));
        Assert.Equal([2, 3], copies.Select(message => message.Origin!.Number));
        Assert.Equal(3, originals.Count);
    }

    [Fact]
    public async Task A_link_is_seen_from_both_sides_and_goes_on_both()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        (Ticket one, Ticket two) = (await desk.OpenAsync(), await desk.OpenAsync());
        await DoneAsync(desk, one.Id, new LinkTicket(two.Id, LinkKind.CausedBy, null));
        await ReactAsync(desk, one.Id);
        await ReactAsync(desk, two.Id);
        Assert.Equal([new TicketLink(one.Id, LinkKind.Causes)], (await desk.ReadAsync(two.Id)).Links);

        await DoneAsync(desk, two.Id, new UnlinkTicket(one.Id, null, "by mistake"));
        await ReactAsync(desk, two.Id);
        await ReactAsync(desk, one.Id);
        await ReactAsync(desk, two.Id);

        Assert.Empty((await desk.ReadAsync(one.Id)).Links);
        Assert.Empty((await desk.ReadAsync(two.Id)).Links);
    }

    [Fact]
    public async Task A_parent_that_is_resolved_takes_its_open_children_along_once()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        (Ticket parent, Ticket child) = (await desk.OpenAsync(), await desk.OpenAsync());
        await DoneAsync(desk, parent.Id, new LinkTicket(child.Id, LinkKind.Child, null));
        await ReactAsync(desk, parent.Id);
        await DoneAsync(desk, parent.Id, new ReplyToRequester("We know the cause.") { TellChildren = true });
        Assert.IsType<CommandResult.Refused>(await desk.DoAsync(parent.Id, new ResolveTicket("Fixed.")));

        await DoneAsync(desk, parent.Id, new ResolveTicket("Fixed.") { Cascade = true });
        await ReactAsync(desk, parent.Id);
        Ticket resolved = await desk.ReadAsync(child.Id);
        await DoneAsync(desk, child.Id, new AddRequesterMessage("Not for me."), Some.FromAnn());
        await ReactAsync(desk, parent.Id);

        Assert.Equal(TicketStatus.Resolved, resolved.Status);
        Assert.Equal(TicketStatus.Open, (await desk.ReadAsync(child.Id)).Status);
        Assert.Equal(
            ["Nothing works.", "We know the cause.", "Fixed.", "Not for me."],
            (await desk.MessagesAsync(child.Id)).Select(message => message.Text));
    }

    private static async Task<Ticket> DoneAsync(TestDesk desk, TicketId id, TicketCommand command, CommandRequest? request = null) =>
        Assert.IsType<CommandResult.Done>(await desk.DoAsync(id, command, request)).Ticket;

    /// <summary>Tells of everything that ever happened to a ticket, as after a crash that left every event unpublished.</summary>
    private static async Task ReactAsync(TestDesk desk, TicketId id)
    {
        var reactions = new TicketReactions(desk.Store, desk.Desk);
        foreach (TicketEvent happened in await desk.Store.EventsAsync(id))
        {
            await reactions.ReactAsync(id, happened, CancellationToken.None);
        }
    }

    /// <summary>Merges by an agent who saw the target as it was before somebody else's merge.</summary>
    private static async Task MergeUnawareAsync(TestDesk desk, Ticket source, Ticket target)
    {
        StoredTicket stored = (await desk.Store.FindAsync(source.Id, CancellationToken.None))!;
        DecisionContext context = Some.Context(desk.Time.GetUtcNow()) with
        {
            Others = new Dictionary<TicketId, Ticket?> { [target.Id] = target },
        };
        Decision decision = TicketDecision.Decide(stored.Ticket, new MergeTicket(target.Id, "the same matter"), context);
        Assert.Null(decision.Refusal);
        Assert.True(await desk.Store.CommitAsync(
            new TicketCommit { Ticket = decision.Ticket!, ETag = stored.ETag, Events = decision.Events, Messages = decision.Messages },
            CancellationToken.None));
    }
}
