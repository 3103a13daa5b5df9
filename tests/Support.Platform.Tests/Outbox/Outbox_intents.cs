using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Outbox;

[Collection(SharedAzurite.Name)]
public sealed class Outbox_intents(AzuriteFixture azurite)
{
    [Fact]
    public async Task Two_hundred_at_once_take_three_transactions()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.OutboxTransport.Around = async (_, send) =>
        {
            entered.TrySetResult();
            await gate.Task;
            await send();
        };

        Task<OutboxIntent> first = BeginAsync(desk);
        await entered.Task;
        Task<OutboxIntent>[] others = [.. Enumerable.Range(0, 199).Select(_ => BeginAsync(desk))];
        gate.SetResult();
        OutboxIntent[] stored = [await first, .. await Task.WhenAll(others)];

        Assert.Equal(3, desk.OutboxTransport.Transactions);
        Assert.Equal(
            stored.Select(intent => intent.Key).Order(StringComparer.Ordinal),
            (await desk.Storage.IntentsAsync()).Select(row => row.RowKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_deletion_waits_a_moment_for_company()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        desk.Intents.Complete(await BeginAsync(desk));
        await Eventually.TrueAsync(() => desk.Time.NextDue is not null);
        Assert.Equal(1, desk.OutboxTransport.Transactions);

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => desk.OutboxTransport.Transactions == 2);
        await desk.StopAsync();

        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task A_hundred_deletions_take_one_transaction()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        OutboxIntent[] stored = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => BeginAsync(desk)));
        int before = desk.OutboxTransport.Transactions;

        Array.ForEach(stored, desk.Intents.Complete);
        await desk.StopAsync();

        Assert.Equal(before + 1, desk.OutboxTransport.Transactions);
        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task A_deletion_goes_with_the_next_intent_that_comes_by()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        desk.Intents.Complete(await BeginAsync(desk));
        await Eventually.TrueAsync(() => desk.Time.NextDue is not null);

        OutboxIntent next = await BeginAsync(desk);

        Assert.Equal(2, desk.OutboxTransport.Transactions);
        Assert.Equal(next.Key, Assert.Single(await desk.Storage.IntentsAsync()).RowKey);
    }

    [Fact]
    public async Task Deleting_one_that_the_sweep_deleted_is_harmless_to_it_and_to_its_company()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        OutboxIntent swept = await BeginAsync(desk);
        OutboxIntent done = await BeginAsync(desk);
        TableClient table = desk.Storage.Tables.GetTableClient(TableNames.Outbox);
        await table.DeleteEntityAsync(swept.Writer, swept.Key);

        desk.Intents.Complete(swept);
        desk.Intents.Complete(done);
        OutboxIntent next = await BeginAsync(desk);

        Assert.Equal(next.Key, Assert.Single(await desk.Storage.IntentsAsync()).RowKey);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_let_go()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        var gate = new TaskCompletionSource();
        desk.OutboxTransport.Around = async (_, send) =>
        {
            await gate.Task;
            await send();
        };
        using var impatience = new CancellationTokenSource();
        Task<OutboxIntent> waiting = desk.Intents.BeginAsync(Some.Id(), 0, impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.SetResult();
    }

    [Fact]
    public async Task Cannot_begin_after_the_end()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        OutboxIntent left = await BeginAsync(desk);
        await desk.StopAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => BeginAsync(desk));
        desk.Intents.Complete(left);
        Assert.Single(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task Of_two_processes_lie_apart()
    {
        await using TestDesk one = await TestDesk.MuteAsync(azurite);
        await using var another = new OutboxIntents(
            one.Storage.Tables, one.Time, Some.Random, NullLogger<OutboxIntents>.Instance);

        OutboxIntent first = await BeginAsync(one);
        OutboxIntent second = await another.BeginAsync(Some.Id(), 0, CancellationToken.None);

        Assert.NotEqual(first.Writer, second.Writer);
        Assert.Equal(2, (await one.Storage.IntentsAsync()).Count);
    }

    private static Task<OutboxIntent> BeginAsync(TestDesk desk) =>
        desk.Intents.BeginAsync(Some.Id(), 0, CancellationToken.None);
}
