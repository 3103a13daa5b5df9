using Azure;
using Support.Domain.Tickets;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Outbox;

[Collection(SharedAzurite.Name)]
public sealed class When_storage_is_away(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_intent_cannot_begin_and_can_when_it_is_back()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        TicketId id = Some.Id();
        desk.OutboxTransport.Cut();

        AggregateException away = await Assert.ThrowsAsync<AggregateException>(() => BeginAsync(desk, id));
        desk.OutboxTransport.Heal();
        OutboxIntent stored = await BeginAsync(desk, id);

        Assert.All(away.InnerExceptions, error => Assert.IsType<RequestFailedException>(error));
        Assert.Equal(stored.Key, Assert.Single(await desk.Storage.IntentsAsync()).RowKey);
    }

    [Fact]
    public async Task All_who_wait_for_one_transaction_hear_of_it()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        desk.OutboxTransport.Cut();

        Task[] waiting = [.. Enumerable.Range(0, 20).Select(_ => BeginAsync(desk, Some.Id()))];

        foreach (Task one in waiting)
        {
            await Assert.ThrowsAsync<AggregateException>(() => one);
        }
    }

    [Fact]
    public async Task A_ticket_is_not_opened_and_nothing_of_it_is_stored()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        desk.OutboxTransport.Cut();

        await Assert.ThrowsAsync<AggregateException>(() => desk.OpenAsync());

        Assert.Empty(await desk.Storage.RowsAsync(TableNames.Tickets));
        Assert.Empty(desk.Bus.Sent);
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_its_intent_and_no_event_and_the_sweep_clears_it_in_time()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        await Eventually.TrueAsync(() => desk.Bus.Sent.Count == 1);
        desk.StoreTransport.Around = (message, send) =>
            TestTransport.IsTransaction(TestTransport.Describe(message)) ? throw new RequestFailedException("refused") : send();

        await Assert.ThrowsAsync<AggregateException>(() => desk.DoAsync(opened.Id, new AddNote("lost")));

        desk.StoreTransport.Heal();
        await desk.StopAsync();
        Assert.Equal(opened.Version, Assert.Single(await desk.Storage.IntentsAsync()).GetInt32("AfterVersion"));
        Assert.Equal(opened.Version, (await desk.ReadAsync(opened.Id)).Version);

        desk.Time.Advance(OutboxSweep.AgeMin + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await desk.Sweep.RunAsync(CancellationToken.None));
        Assert.Single(await desk.Storage.IntentsAsync());

        desk.Time.Advance(OutboxSweep.AbandonedAfter);
        Assert.Equal(0, await desk.Sweep.RunAsync(CancellationToken.None));
        Assert.Empty(await desk.Storage.IntentsAsync());
        Assert.Single(desk.Bus.Sent);
    }

    [Fact]
    public async Task A_command_works_again_when_it_is_back()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        desk.StoreTransport.Cut();
        await Assert.ThrowsAsync<AggregateException>(() => desk.DoAsync(opened.Id, new AddNote("one")));
        desk.StoreTransport.Heal();

        Assert.IsType<CommandResult.Done>(await desk.DoAsync(opened.Id, new AddNote("one")));
    }

    private static Task<OutboxIntent> BeginAsync(TestDesk desk, TicketId id) =>
        desk.Intents.BeginAsync(id, 0, CancellationToken.None);
}
