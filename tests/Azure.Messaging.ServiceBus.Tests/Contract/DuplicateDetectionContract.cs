using Support.Local.ServiceBus;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class DuplicateDetectionContract(IBusStorage storage)
{
    private static readonly object Detecting = new { RequiresDuplicateDetection = true, DuplicateDetectionHistoryTimeWindow = "PT10M" };
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task The_same_id_from_two_clients_is_delivered_once()
    {
        await using var bus = new TestBus(storage, Detecting);
        await bus.SendAsync(new ServiceBusMessage("first") { MessageId = "same" });
        await bus.NewClient().CreateSender(bus.Queue).SendMessageAsync(new ServiceBusMessage("second") { MessageId = "same" });
        await bus.SendAsync(new ServiceBusMessage("third") { MessageId = "other" });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);

        var bodies = new List<string>();
        for (int expected = 0; expected < 2; expected++)
        {
            ServiceBusReceivedMessage message = await receiver.NextAsync();
            bodies.Add(message.Body.ToString());
            await receiver.CompleteMessageAsync(message);
        }

        // Completing the first does not make its id new again.
        await bus.SendAsync(new ServiceBusMessage("late") { MessageId = "same" });
        await bus.NewClient().CreateReceiver(bus.Queue).AssertNothingComesAsync();
        Assert.Equal(["first", "third"], bodies);
    }

    [Fact]
    public async Task A_message_that_is_delivered_again_is_no_duplicate_of_itself()
    {
        await using var bus = new TestBus(storage, Detecting);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("retry") { MessageId = "same" });

        await receiver.AbandonMessageAsync(await receiver.NextAsync());

        Assert.Equal(2, (await receiver.NextAsync()).DeliveryCount);
    }

    [Fact]
    public async Task An_entity_that_does_not_ask_for_it_delivers_the_same_id_twice()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("first") { MessageId = "same" }, new ServiceBusMessage("second") { MessageId = "same" });

        await receiver.NextAsync();
        await receiver.NextAsync();
    }

    [Fact]
    public async Task An_id_is_remembered_for_the_window_and_no_longer()
    {
        // The moments lie on both sides of the border between two of the history's tables, which are 30 minutes each.
        DateTimeOffset border = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        DuplicateHistory history = NewHistory();

        Assert.True(await history.OwnsAsync("id", "message-1", border.AddMinutes(-5), CancellationToken.None));
        Assert.True(await history.OwnsAsync("id", "message-1", border.AddMinutes(-4), CancellationToken.None));
        Assert.False(await history.OwnsAsync("id", "message-2", border.AddMinutes(4), CancellationToken.None));
        Assert.True(await history.OwnsAsync("id", "message-1", border.AddMinutes(4), CancellationToken.None));
        Assert.True(await history.OwnsAsync("id", "message-3", border.AddMinutes(6), CancellationToken.None));
        Assert.False(await history.OwnsAsync("id", "message-4", border.AddMinutes(15), CancellationToken.None));
        Assert.True(await history.OwnsAsync("id", "message-5", border.AddMinutes(17), CancellationToken.None));
    }

    [Fact]
    public async Task Old_tables_are_dropped()
    {
        DateTimeOffset border = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        string queue = Guid.NewGuid().ToString("N");
        DuplicateHistory history = NewHistory(queue);
        await history.OwnsAsync("id", "message-1", border.AddMinutes(-40), CancellationToken.None);
        Assert.Single(await Tables.ListAsync(storage, history.TablePrefix));

        await history.OwnsAsync("id", "message-2", border.AddMinutes(-20), CancellationToken.None);
        await NewHistory(queue).OwnsAsync("id", "message-3", border.AddMinutes(40), CancellationToken.None);

        Assert.Single(await Tables.ListAsync(storage, history.TablePrefix));
    }

    private DuplicateHistory NewHistory(string? queue = null) => new(
        new StorageClient(StorageAccount.From(new ConnectionSettings(storage.ConnectionString)), new ServiceBusRetryOptions { MaxRetries = 0 }),
        queue ?? Guid.NewGuid().ToString("N"),
        "queue",
        Window);
}
