using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Support.Domain.Tickets;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Outbox;

[Collection(SharedAzurite.Name)]
public sealed class Outbox_sweep(AzuriteFixture azurite)
{
    private static readonly TimeSpan OldEnough = OutboxSweep.AgeMin + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Publishes_exactly_the_change_that_a_crash_left_and_clears_its_intent()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket ticket = await desk.OpenAsync();
        desk.Time.Advance(OldEnough);

        Assert.Equal(1, await SweepAsync(desk));

        Published.Same(ticket, after: 0, await desk.Store.EventsAsync(ticket.Id), Assert.Single(desk.Bus.Sent));
        Assert.Empty(await desk.Storage.IntentsAsync());
        Assert.Equal(0, await SweepAsync(desk));
    }

    [Fact]
    public async Task Publishes_a_later_change_without_what_went_before()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket opened = await desk.OpenAsync();
        await ClearOutboxAsync(desk);
        await desk.DoAsync(opened.Id, new AddNote("left unpublished"));
        desk.Time.Advance(OldEnough);

        await SweepAsync(desk);

        Published.Same(
            await desk.ReadAsync(opened.Id), opened.Version, await desk.Store.EventsAsync(opened.Id), Assert.Single(desk.Bus.Sent));
    }

    [Fact]
    public async Task Leaves_young_intents_to_who_wrote_them()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        await desk.OpenAsync();
        desk.Time.Advance(OutboxSweep.AgeMin);

        Assert.Equal(0, await SweepAsync(desk));

        Assert.Empty(desk.Bus.Sent);
        Assert.Single(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task Keeps_the_intents_while_the_bus_is_away()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket ticket = await desk.OpenAsync();
        desk.Time.Advance(OldEnough);
        desk.Bus.Failing = _ => RecordingBus.Away;

        await Assert.ThrowsAsync<ServiceBusException>(() => SweepAsync(desk));
        Assert.Single(await desk.Storage.IntentsAsync());

        desk.Bus.Failing = _ => null;
        Assert.Equal(1, await SweepAsync(desk));
        Assert.Equal(ticket.Id, Assert.Single(desk.Bus.Sent).TicketId);
    }

    [Fact]
    public async Task Is_not_held_up_by_a_change_that_the_bus_refuses_for_good()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        Ticket refused = await desk.OpenAsync();
        Ticket other = await desk.OpenAsync();
        desk.Time.Advance(OldEnough);
        desk.Bus.Failing = changes => changes[0].TicketId == refused.Id ? RecordingBus.TooLarge : null;

        Assert.Equal(1, await SweepAsync(desk));

        Assert.Equal(other.Id, Assert.Single(desk.Bus.Sent).TicketId);
        Assert.Equal(refused.Id.Value, Assert.Single(await desk.Storage.IntentsAsync()).GetString("TicketId"));
    }

    [Fact]
    public async Task Waits_for_a_commit_that_is_still_on_its_way()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.StoreTransport.Around = async (_, send) =>
        {
            entered.TrySetResult();
            await gate.Task;
            await send();
        };
        Task<Ticket> opening = desk.OpenAsync();
        await entered.Task;
        desk.Time.Advance(OldEnough);
        Assert.Equal(0, await SweepAsync(desk));

        gate.SetResult();
        Ticket opened = await opening;

        Assert.Equal(1, await SweepAsync(desk));
        Assert.Equal(opened.Id, Assert.Single(desk.Bus.Sent).TicketId);
    }

    private static Task<int> SweepAsync(TestDesk desk) => desk.Sweep.RunAsync(CancellationToken.None);

    private static async Task ClearOutboxAsync(TestDesk desk)
    {
        foreach (TableEntity row in await desk.Storage.IntentsAsync())
        {
            await desk.Storage.Tables.GetTableClient(TableNames.Outbox).DeleteEntityAsync(row);
        }
    }
}
