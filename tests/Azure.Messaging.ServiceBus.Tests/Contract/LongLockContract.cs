using Support.Local;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Locks that take their time, which only a simulated clock has.</summary>
public abstract class LongLockContract(IBusStorage storage)
{
    [Fact]
    public async Task What_a_dead_process_held_is_back_in_seconds_and_what_a_live_one_holds_is_not()
    {
        await using var bus = new TestBus(storage, queue: new { LockDuration = "PT1M" });
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
        await using var bus = new TestBus(storage, queue: new { LockDuration = "PT3S" });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("renewed"));
        ServiceBusReceivedMessage renewed = await receiver.NextAsync();
        DateTimeOffset promised = renewed.LockedUntil;
        await bus.SendAsync(new ServiceBusMessage("forgotten"));
        ServiceBusReceivedMessage forgotten = await receiver.NextAsync();

        using var stop = new CancellationTokenSource();
        Task renewing = RenewAsync(receiver, renewed, stop.Token);
        ServiceBusReceivedMessage again = await bus.NewClient().CreateReceiver(bus.Queue).NextAsync();
        stop.Cancel();
        await renewing;

        Assert.Equal(("forgotten", 2), (again.Body.ToString(), again.DeliveryCount));
        Assert.True(renewed.LockedUntil > promised);
        await receiver.CompleteMessageAsync(renewed);
        ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(forgotten));
        Assert.Equal((ServiceBusFailureReason.MessageLockLost, false), (lost.Reason, lost.IsTransient));
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.RenewMessageLockAsync(forgotten));
    }

    private static async Task RenewAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), LocalClock.Transport);
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await receiver.RenewMessageLockAsync(message, CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_receive_that_is_not_told_how_long_waits_for_the_try_timeout()
    {
        await using var bus = new TestBus(storage);
        var options = new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { TryTimeout = TimeSpan.FromSeconds(45) } };
        await using var client = new ServiceBusClient(bus.ConnectionString, options);
        DateTimeOffset start = LocalClock.Transport.GetUtcNow();

        Assert.Null(await client.CreateReceiver(bus.Queue).ReceiveMessageAsync());

        Assert.InRange(LocalClock.Transport.GetUtcNow() - start, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(46));
    }

    [Fact]
    public async Task A_message_is_delivered_again_when_its_lock_ran_out()
    {
        await using var bus = new TestBus(storage, queue: new { LockDuration = "PT5M" });
        await bus.SendAsync(new ServiceBusMessage("slow"));
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        ServiceBusReceivedMessage first = await receiver.NextAsync();
        DateTimeOffset start = LocalClock.Transport.GetUtcNow();

        ServiceBusReceivedMessage second = await receiver.NextAsync();

        Assert.Equal((1, 2, first.SequenceNumber), (first.DeliveryCount, second.DeliveryCount, second.SequenceNumber));
        Assert.InRange(LocalClock.Transport.GetUtcNow() - start, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_message_expires_by_the_time_to_live_of_its_queue_if_that_is_shorter()
    {
        await using var bus = new TestBus(storage, queue: new { DefaultMessageTimeToLive = "PT1H", DeadLetteringOnMessageExpiration = true });
        await bus.SendAsync(new ServiceBusMessage("long") { TimeToLive = TimeSpan.FromDays(1) }, new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromMinutes(1) });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        ServiceBusReceivedMessage[] sent = [.. await receiver.PeekMessagesAsync(2)];
        await Task.Delay(TimeSpan.FromMinutes(30), Simulation.Current!.Time);
        ServiceBusReceivedMessage kept = await receiver.NextAsync();
        await receiver.AbandonMessageAsync(kept);
        await Task.Delay(TimeSpan.FromMinutes(31), Simulation.Current!.Time);
        await receiver.AssertNothingComesAsync();

        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)), (sent[0].TimeToLive, sent[1].TimeToLive));
        Assert.Equal("long", kept.Body.ToString());
        ServiceBusReceiver deadLetters = bus.DeadLetters();
        foreach (string body in new[] { "short", "long" })
        {
            ServiceBusReceivedMessage dead = await deadLetters.NextAsync();
            Assert.Equal((body, "TTLExpiredException", "The message expired and was dead lettered."), (dead.Body.ToString(), dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        }
    }
}
