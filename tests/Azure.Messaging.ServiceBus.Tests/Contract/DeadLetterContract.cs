using Support.Local.ServiceBus;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class DeadLetterContract(IBusStorage storage)
{
    [Fact]
    public async Task A_message_that_is_abandoned_too_often_is_put_aside()
    {
        await using var bus = new TestBus(storage, queue: new { MaxDeliveryCount = 3 });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("poison") { MessageId = "m-1" });

        for (int delivery = 1; delivery <= 3; delivery++)
        {
            ServiceBusReceivedMessage message = await receiver.NextAsync();
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message);
        }

        await receiver.AssertNothingComesAsync();
        ServiceBusReceivedMessage dead = await bus.DeadLetters().NextAsync();
        Assert.Equal(("poison", "m-1"), (dead.Body.ToString(), dead.MessageId));
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Equal("Message could not be consumed after 3 delivery attempts.", dead.DeadLetterErrorDescription);
        Assert.Equal(bus.Queue, dead.DeadLetterSource);
    }

    [Fact]
    public async Task A_receiver_can_put_a_message_aside_and_say_why()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("odd") { ApplicationProperties = { ["kept"] = 1 } });

        await receiver.DeadLetterMessageAsync(
            await receiver.NextAsync(), new Dictionary<string, object> { ["handler"] = "intake" }, "UnknownApplication", "No application 'x'.");

        await receiver.AssertNothingComesAsync();
        ServiceBusReceiver deadLetters = bus.DeadLetters();
        ServiceBusReceivedMessage dead = await deadLetters.NextAsync();
        Assert.Equal(("UnknownApplication", "No application 'x'."), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal(("intake", 1), (dead.ApplicationProperties["handler"], dead.ApplicationProperties["kept"]));
        await deadLetters.CompleteMessageAsync(dead);
        await deadLetters.AssertNothingComesAsync();
    }

    [Fact]
    public async Task A_large_message_keeps_its_body_when_it_is_put_aside()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        string body = new('x', 100_000);
        await bus.SendAsync(new ServiceBusMessage(body));

        await receiver.DeadLetterMessageAsync(await receiver.NextAsync(), "TooLong");

        Assert.Equal(body, (await bus.DeadLetters().NextAsync()).Body.ToString());
        Assert.Empty(await Blobs.ListAsync(storage, $"sb-q-{bus.Queue}/"));
    }

    [Fact]
    public async Task A_dead_letter_sent_again_starts_afresh()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("second chance") { Subject = "created" });
        await receiver.DeadLetterMessageAsync(await receiver.NextAsync(), "Outage");

        await bus.SendAsync(new ServiceBusMessage(await bus.DeadLetters().NextAsync()));

        ServiceBusReceivedMessage message = await receiver.NextAsync();
        Assert.Equal(("second chance", "created", 1, null), (message.Body.ToString(), message.Subject, message.DeliveryCount, message.DeadLetterReason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_message_is_not_delivered(bool deadLetteringOnMessageExpiration)
    {
        await using var bus = new TestBus(storage, queue: new { DeadLetteringOnMessageExpiration = deadLetteringOnMessageExpiration });
        await bus.SendAsync(new ServiceBusMessage("stale") { TimeToLive = TimeSpan.FromMilliseconds(1) });

        // Takes its time, whichever clock that is.
        await bus.DeadLetters().AssertNothingComesAsync();
        await bus.Client.CreateReceiver(bus.Queue).AssertNothingComesAsync();

        if (deadLetteringOnMessageExpiration)
        {
            Assert.Equal("TTLExpiredException", (await bus.DeadLetters().NextAsync()).DeadLetterReason);
        }
        else
        {
            await bus.DeadLetters().AssertNothingComesAsync();
        }
    }

    [Theory]
    [InlineData("put by hand")]
    [InlineData("""{"id":"m-1","ap":{"odd":"i4|seven"}}""")]
    [InlineData("""{"blob":"nowhere"}""")]
    public async Task What_is_no_message_of_the_bus_is_put_aside_with_its_text(string text)
    {
        await using var bus = new TestBus(storage);
        var client = new StorageClient(StorageAccount.From(new ConnectionSettings(bus.ConnectionString)), new ServiceBusRetryOptions { MaxRetries = 0 });
        await new StorageQueue(client, $"sb-q-{bus.Queue}", bus.Queue).PutAsync(text, 0, CancellationToken.None);

        await bus.Client.CreateReceiver(bus.Queue).AssertNothingComesAsync();

        ServiceBusReceivedMessage dead = await bus.DeadLetters().NextAsync();
        Assert.Equal(("UnreadableMessage", text), (dead.DeadLetterReason, dead.Body.ToString()));
    }

    [Fact]
    public async Task A_dead_letter_stays_however_often_it_is_looked_at()
    {
        await using var bus = new TestBus(storage, queue: new { MaxDeliveryCount = 1 });
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("poison"));
        await receiver.AbandonMessageAsync(await receiver.NextAsync());
        ServiceBusReceiver deadLetters = bus.DeadLetters();

        for (int look = 1; look <= 3; look++)
        {
            ServiceBusReceivedMessage dead = await deadLetters.NextAsync();
            Assert.Equal(look, dead.DeliveryCount);
            await deadLetters.AbandonMessageAsync(dead);
        }
    }

    [Fact]
    public async Task A_reason_has_up_to_4096_characters()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("odd"));
        ServiceBusReceivedMessage message = await receiver.NextAsync();
        string longest = new('r', 4096);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.DeadLetterMessageAsync(message, longest + "r"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.DeadLetterMessageAsync(message, "Odd", longest + "r"));
        await receiver.DeadLetterMessageAsync(message, longest, longest);

        Assert.Equal((longest, longest), (await bus.DeadLetters().NextAsync()) is var dead ? (dead.DeadLetterReason, dead.DeadLetterErrorDescription) : default);
    }
}
