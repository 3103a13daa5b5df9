using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class MessageSizeContract(IBusStorage storage)
{
    [Fact]
    public async Task A_large_body_lies_in_a_blob_until_the_message_is_completed()
    {
        await using var bus = new TestBus(storage);
        string body = new('x', 200_000);
        await bus.SendAsync(new ServiceBusMessage(body) { Subject = "large" });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);

        ServiceBusReceivedMessage message = await receiver.NextAsync();
        Assert.Equal((body, "large"), (message.Body.ToString(), message.Subject));
        await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["seen"] = true });
        message = await receiver.NextAsync();
        Assert.Equal((body, true, 2), (message.Body.ToString(), message.ApplicationProperties["seen"], message.DeliveryCount));
        Assert.Single(await Blobs.ListAsync(storage, $"sb-q-{bus.Queue}/"));

        await receiver.CompleteMessageAsync(message);

        Assert.Empty(await Blobs.ListAsync(storage, $"sb-q-{bus.Queue}/"));
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused()
    {
        await using var bus = new TestBus(storage);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Queue);
        var tooLarge = new ServiceBusMessage(new byte[256 * 1024]);

        ServiceBusException refused = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(tooLarge));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
        Assert.False(refused.IsTransient);
        Assert.Contains("(MessageSizeExceeded)", refused.Message, StringComparison.Ordinal);
        using ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync();
        Assert.False(batch.TryAddMessage(tooLarge));
    }

    [Fact]
    public async Task A_batch_is_sent_as_far_as_it_was_filled()
    {
        await using var bus = new TestBus(storage);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Queue);
        using ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1000 });

        int added = 0;
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[200])))
        {
            added++;
        }

        await sender.SendMessagesAsync(batch);

        Assert.Equal((3, 3), (added, batch.Count));
        Assert.True(batch.SizeInBytes <= batch.MaxSizeInBytes);
        Assert.Equal(3, (await bus.Client.CreateReceiver(bus.Queue).PeekMessagesAsync(10)).Count);
    }

    [Fact]
    public async Task Properties_and_all_messages_of_one_send_count_towards_the_limit()
    {
        await using var bus = new TestBus(storage);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Queue);
        var message = new ServiceBusMessage("small") { ApplicationProperties = { ["large"] = new string('p', 256 * 1024) } };
        ServiceBusMessage[] together = [new(new byte[150_000]), new(new byte[150_000])];

        ServiceBusException alone = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(message));
        ServiceBusException both = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessagesAsync(together));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, alone.Reason);
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, both.Reason);
    }

    [Fact]
    public void An_id_has_up_to_128_characters()
    {
        Assert.Equal(128, new ServiceBusMessage { MessageId = new string('i', 128) }.MessageId?.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { MessageId = new string('i', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { PartitionKey = new string('k', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { TimeToLive = TimeSpan.Zero });
    }
}
