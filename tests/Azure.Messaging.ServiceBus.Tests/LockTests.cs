using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

[Collection(OnAzurite.Name)]
public sealed class LockTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_a_dead_process_held_is_back_in_seconds_and_what_a_live_one_holds_is_not()
    {
        await using var bus = new TestBus(azurite, queue: new { LockDuration = "PT1M" });
        ServiceBusClient dying = bus.NewClient();
        ServiceBusReceiver living = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("lost and found"));
        await dying.CreateReceiver(bus.Queue).NextAsync();
        await bus.SendAsync(new ServiceBusMessage("held"));
        ServiceBusReceivedMessage held = await living.NextAsync();

        // A client that goes away lets go of nothing: for the storage that is the same as the end of its process.
        await dying.DisposeAsync();
        ServiceBusReceiver next = bus.NewClient().CreateReceiver(bus.Queue);
        ServiceBusReceivedMessage back = await next.NextAsync();

        Assert.Equal(("lost and found", 2), (back.Body.ToString(), back.DeliveryCount));

        // The other message was taken at the same time; without renewals it would be back by now as well.
        Assert.Null(await next.ReceiveMessageAsync(TimeSpan.FromSeconds(1)));
        await living.CompleteMessageAsync(held);
    }

    [Fact]
    public async Task A_lock_lasts_as_long_as_it_is_renewed()
    {
        await using var bus = new TestBus(azurite, queue: new { LockDuration = "PT3S" });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("renewed"));
        ServiceBusReceivedMessage renewed = await receiver.NextAsync();
        DateTimeOffset promised = renewed.LockedUntil;
        await bus.SendAsync(new ServiceBusMessage("forgotten"));
        ServiceBusReceivedMessage forgotten = await receiver.NextAsync();

        using var stop = new CancellationTokenSource();
        Task renewing = RenewAsync(receiver, renewed, stop.Token);
        ServiceBusReceivedMessage again = await bus.NewClient().CreateReceiver(bus.Queue).NextAsync();
        await stop.CancelAsync();
        await renewing;

        Assert.Equal(("forgotten", 2), (again.Body.ToString(), again.DeliveryCount));
        Assert.True(renewed.LockedUntil > promised);
        await receiver.CompleteMessageAsync(renewed);
        ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(forgotten));
        Assert.Equal((ServiceBusFailureReason.MessageLockLost, false), (lost.Reason, lost.IsTransient));
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.RenewMessageLockAsync(forgotten));
    }

    [Fact]
    public async Task A_message_whose_receivers_died_too_often_is_put_aside()
    {
        await using var bus = new TestBus(azurite, queue: new { LockDuration = "PT1S", MaxDeliveryCount = 1 });
        await bus.SendAsync(new ServiceBusMessage("deadly"));
        await using (ServiceBusClient dying = bus.NewClient())
        {
            await dying.CreateReceiver(bus.Queue).NextAsync();
        }

        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        Task<ServiceBusReceivedMessage?> receiving = receiver.ReceiveMessageAsync(TestBus.Patience);

        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLetters().NextAsync()).DeadLetterReason);
        await receiver.CloseAsync();
        Assert.Null(await receiving);
    }

    private static async Task RenewAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await receiver.RenewMessageLockAsync(message, CancellationToken.None);
        }
    }
}
