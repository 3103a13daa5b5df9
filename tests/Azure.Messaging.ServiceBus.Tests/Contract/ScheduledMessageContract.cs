using Support.Local;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class ScheduledMessageContract : IDisposable
{
    private readonly IBusStorage _storage;
    private readonly TimeProvider _clockBefore = LocalClock.Business;

    protected ScheduledMessageContract(IBusStorage storage)
    {
        _storage = storage;
    }

    public void Dispose()
    {
        if (Simulation.Current is null)
        {
            LocalClock.Business = _clockBefore;
        }

        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(60, 75)]
    [InlineData(600, 300)]
    public async Task A_message_comes_when_its_time_has_come_on_the_business_clock(int speed, double seconds)
    {
        SetBusinessClock(speed);
        await using var bus = new TestBus(_storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        DateTimeOffset due = LocalClock.Business.GetUtcNow().AddSeconds(seconds);
        await bus.SendAsync(new ServiceBusMessage("due") { ScheduledEnqueueTime = due });

        ServiceBusReceivedMessage message = await receiver.NextAsync();

        Assert.True(LocalClock.Business.GetUtcNow() >= due, "It came before its time.");
        Assert.Equal(1, message.DeliveryCount);
        Assert.Equal(due, message.ScheduledEnqueueTime);
        Assert.Equal(message.ScheduledEnqueueTime, message.EnqueuedTime);
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task A_message_that_is_seen_too_early_is_put_back_and_not_counted()
    {
        // The receiver does not know the pace of a clock it has just met, so it looks again and again.
        await using var bus = new TestBus(_storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        SetBusinessClock(100);
        DateTimeOffset due = LocalClock.Business.GetUtcNow().AddSeconds(130);
        await bus.SendAsync(new ServiceBusMessage(new string('x', 100_000)) { ScheduledEnqueueTime = due });

        ServiceBusReceivedMessage message = await receiver.NextAsync();

        Assert.True(LocalClock.Business.GetUtcNow() >= due, "It came before its time.");
        Assert.Equal((1, 100_000), (message.DeliveryCount, message.Body.ToString().Length));
    }

    [Fact]
    public async Task What_is_due_at_once_overtakes_what_is_due_later()
    {
        await using var bus = new TestBus(_storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(
            new ServiceBusMessage("later") { ScheduledEnqueueTime = LocalClock.Business.GetUtcNow().AddSeconds(0.7) },
            new ServiceBusMessage("past") { ScheduledEnqueueTime = LocalClock.Business.GetUtcNow().AddSeconds(-1) });

        Assert.Equal("past", (await receiver.NextAsync()).Body.ToString());
        Assert.Equal("later", (await receiver.NextAsync()).Body.ToString());
    }

    [Fact]
    public async Task What_was_kept_at_hand_is_given_back_when_the_receiver_is_closed()
    {
        await using var bus = new TestBus(_storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("soon") { ScheduledEnqueueTime = LocalClock.Business.GetUtcNow().AddSeconds(0.9) });
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero));
        await receiver.CloseAsync();

        ServiceBusReceivedMessage message = await bus.NewClient().CreateReceiver(bus.Queue).NextAsync();

        Assert.Equal(("soon", 1), (message.Body.ToString(), message.DeliveryCount));
    }

    [Fact]
    public async Task A_scheduled_message_can_be_called_back_by_any_client()
    {
        await using var bus = new TestBus(_storage);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Queue);
        DateTimeOffset due = LocalClock.Business.GetUtcNow().AddSeconds(0.5);
        long called = await sender.ScheduleMessageAsync(new ServiceBusMessage("called back"), due);
        long kept = await sender.ScheduleMessageAsync(new ServiceBusMessage("kept"), due);

        await bus.NewClient().CreateSender(bus.Queue).CancelScheduledMessageAsync(called);

        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        ServiceBusReceivedMessage message = await receiver.NextAsync();
        Assert.Equal(("kept", kept), (message.Body.ToString(), message.SequenceNumber));
        await receiver.AssertNothingComesAsync();
    }

    // Within a simulation there is one clock, which needs no hurry.
    private static void SetBusinessClock(int speed)
    {
        if (Simulation.Current is null)
        {
            LocalClock.Business = speed == 1 ? TimeProvider.System : new FastClock(speed);
        }
    }
}
