using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tests.Outbox;
using Support.Platform.Tickets;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Tickets;

[Collection(SharedAzurite.Name)]
public sealed class Commands_to_a_ticket(AzuriteFixture azurite)
{
    [Fact]
    public async Task Are_done_and_published()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();

        CommandResult result = await desk.DoAsync(opened.Id, new TakeTicket("ben"));
        await desk.StopAsync();

        CommandResult.Done done = Assert.IsType<CommandResult.Done>(result);
        Assert.Equal(("ben", TicketStatus.Open), (done.Ticket.Assignee, done.Ticket.Status));
        Assert.Equal(Some.Json(done.Ticket), Some.Json(await desk.ReadAsync(opened.Id)));
        Published.Same(
            done.Ticket, opened.Version, await desk.Store.EventsAsync(opened.Id), desk.Bus.Sent[^1]);
        Assert.Equal([opened.Version, done.Ticket.Version], desk.Bus.Sent.Select(change => change.Version));
    }

    [Fact]
    public async Task To_an_unknown_ticket_find_nothing()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);

        CommandResult result = await desk.DoAsync(Some.Id(), new TakeTicket("ben"), Some.FromBen("key"));

        Assert.IsType<CommandResult.NotFound>(result);
        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task With_the_same_key_again_are_answered_as_the_first_time_and_not_done_twice()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        CommandResult first = await desk.DoAsync(opened.Id, new ReplyToRequester("Hello"), Some.FromBen("key"));
        await desk.DoAsync(opened.Id, new AddNote("later"));

        CommandResult again = await desk.DoAsync(opened.Id, new ReplyToRequester("Hello"), Some.FromBen("key"));

        CommandResult.Done replayed = Assert.IsType<CommandResult.Done>(again);
        Assert.True(replayed.Replayed);
        Assert.Equal(Some.Json(Assert.IsType<CommandResult.Done>(first).Ticket), Some.Json(replayed.Ticket));
        Assert.Equal(["Nothing works.", "Hello", "later"], (await desk.MessagesAsync(opened.Id)).Select(message => message.Text));
    }

    [Fact]
    public async Task With_the_same_key_by_eight_at_once_are_done_once()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();

        CommandResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            desk.DoAsync(opened.Id, new ReplyToRequester("Hello"), Some.FromBen("key"))));

        Assert.Single(results, result => result is CommandResult.Done { Replayed: false });
        Assert.Equal(7, results.Count(result => result is CommandResult.Done { Replayed: true }));
        Assert.Equal(2, (await desk.MessagesAsync(opened.Id)).Count);
    }

    [Fact]
    public async Task With_a_key_that_came_with_another_body_are_refused()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        await desk.DoAsync(opened.Id, new AddNote("one"), Some.FromBen("key"));

        CommandResult reused = await desk.DoAsync(opened.Id, new AddNote("two"), Some.FromBen("key", bodyHash: "another"));

        Assert.IsType<CommandResult.KeyReused>(reused);
        Assert.Equal(2, (await desk.MessagesAsync(opened.Id)).Count);
    }

    [Fact]
    public async Task That_change_nothing_replay_too()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        await desk.DoAsync(opened.Id, new AssignTicket("ben", null, null));
        CommandResult first = await desk.DoAsync(opened.Id, new AssignTicket("ben", null, null), Some.FromBen("key"));
        await desk.DoAsync(opened.Id, new AssignTicket("chloe", null, null));

        CommandResult again = await desk.DoAsync(opened.Id, new AssignTicket("ben", null, null), Some.FromBen("key"));

        Assert.Equal(
            Assert.IsType<CommandResult.Done>(first).Ticket.Version, Assert.IsType<CommandResult.Done>(again).Ticket.Version);
        Assert.Equal("chloe", (await desk.ReadAsync(opened.Id)).Assignee);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task Cost_one_read_and_one_transaction(string? key)
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        int before = desk.StoreTransport.Requests.Count;

        await desk.DoAsync(opened.Id, new ReplyToRequester("Hello"), Some.FromBen(key));

        Assert.Equal(
            [false, true], desk.StoreTransport.Requests.Skip(before).Select(TestTransport.IsTransaction));
    }

    [Fact]
    public async Task With_their_key_that_would_be_refused_by_now_replay()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        await desk.DoAsync(opened.Id, new ResolveTicket("Done."), Some.FromBen("key"));

        CommandResult again = await desk.DoAsync(opened.Id, new ResolveTicket("Done."), Some.FromBen("key"));

        Assert.True(Assert.IsType<CommandResult.Done>(again).Replayed);
        Assert.IsType<CommandResult.Refused>(await desk.DoAsync(opened.Id, new ResolveTicket("Done."), Some.FromBen("other")));
    }

    [Fact]
    public async Task With_a_stale_version_are_refused_and_nothing_is_stored()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        await desk.DoAsync(opened.Id, new AddNote("one"), Some.FromBen(ifVersion: opened.Version));

        CommandResult stale = await desk.DoAsync(opened.Id, new AddNote("two"), Some.FromBen(ifVersion: opened.Version));

        Assert.Equal(opened.Version + 1, Assert.IsType<CommandResult.Stale>(stale).Ticket.Version);
        Assert.Equal(2, (await desk.MessagesAsync(opened.Id)).Count);
    }

    [Fact]
    public async Task With_their_key_and_a_version_that_is_stale_by_now_replay()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        CommandRequest request = Some.FromBen("key", ifVersion: opened.Version);
        await desk.DoAsync(opened.Id, new AddNote("one"), request);

        CommandResult again = await desk.DoAsync(opened.Id, new AddNote("one"), request);

        Assert.True(Assert.IsType<CommandResult.Done>(again).Replayed);
    }

    [Fact]
    public async Task That_are_refused_still_record_the_deadlines_that_had_passed()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(16));

        CommandResult refused = await desk.DoAsync(opened.Id, new CloseTicket(null), Some.FromBen("key"));
        await desk.StopAsync();

        Assert.IsType<CommandResult.Refused>(refused);
        Ticket now = await desk.ReadAsync(opened.Id);
        Assert.NotEqual(TicketStatus.Closed, now.Status);
        Assert.NotNull(now.Clock(ClockKind.FirstResponse)?.BreachedAt);
        Assert.Contains(desk.Bus.Sent[^1].Events, happened => happened.Data is SlaBreached);
    }

    [Fact]
    public async Task That_are_refused_store_nothing_when_nothing_was_due()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();

        CommandResult refused = await desk.DoAsync(opened.Id, new CloseTicket(null), Some.FromBen("key"));

        Assert.Contains("resolve it", Assert.IsType<CommandResult.Refused>(refused).Reason, StringComparison.Ordinal);
        Assert.Equal(opened.Version, (await desk.ReadAsync(opened.Id)).Version);
    }

    [Fact]
    public async Task By_eight_at_once_are_all_done_one_after_another()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();

        CommandResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            desk.DoAsync(opened.Id, new AddNote($"note {i}"))));
        await desk.StopAsync();

        Assert.Equal(
            Enumerable.Range(opened.Version + 1, 8),
            results.Select(result => Assert.IsType<CommandResult.Done>(result).Ticket.Version).Order());
        Assert.Equal(
            Enumerable.Range(1, opened.Version + 8),
            (await desk.Store.EventsAsync(opened.Id)).Select(happened => happened.Version));
        Assert.Equal(
            Enumerable.Range(0, 8).Select(i => $"note {i}"),
            (await desk.MessagesAsync(opened.Id)).Skip(1).Select(message => message.Text).Order(StringComparer.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, opened.Version + 8),
            desk.Bus.Sent.SelectMany(change => change.Events).Select(happened => happened.Version).Order());
        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task Whose_answer_from_storage_is_lost_are_done_and_published_once()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        desk.StoreTransport.LoseAnswerOfNextTransaction();

        CommandResult result = await desk.DoAsync(opened.Id, new ReplyToRequester("Hello"));
        await desk.StopAsync();

        Assert.IsType<CommandResult.Done>(result);
        Assert.Equal(2, (await desk.MessagesAsync(opened.Id)).Count);
        Assert.Single(desk.Bus.Sent, change => change.Events.Any(happened => happened.Data is MessageAdded { Number: 2 }));
    }

    [Fact]
    public async Task Of_the_clock_say_so_to_who_would_wake_it()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(8));

        await desk.DoAsync(opened.Id, new FireDeadlines());
        await desk.DoAsync(opened.Id, new FireDeadlines());
        await desk.DoAsync(opened.Id, new AddNote("by hand"));
        await desk.StopAsync();

        Assert.Equal([false, true, false], desk.Bus.Sent.Select(change => change.ByClock));
    }
}
