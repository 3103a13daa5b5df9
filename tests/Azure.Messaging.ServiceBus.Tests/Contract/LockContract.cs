using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class LockContract(IBusStorage storage)
{
    [Fact]
    public async Task A_message_whose_receivers_died_too_often_is_put_aside()
    {
        await using var bus = new TestBus(storage, queue: new { LockDuration = "PT1S", MaxDeliveryCount = 1 });
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
}
