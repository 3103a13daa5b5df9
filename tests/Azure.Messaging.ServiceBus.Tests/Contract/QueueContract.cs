using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public abstract class QueueContract(IBusStorage storage)
{
    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await using var bus = new TestBus(storage);
        var id = Guid.NewGuid();
        DateTimeOffset time = new(2026, 3, 1, 12, 30, 0, TimeSpan.FromHours(2));
        await bus.SendAsync(new ServiceBusMessage("{\"subject\":\"Drucker <ä> & \\\"Toner\\\" 🖨\"}")
        {
            MessageId = "m-1",
            Subject = "created",
            CorrelationId = "c-1",
            ContentType = "application/json",
            ReplyTo = "answers",
            To = "desk",
            PartitionKey = "p-1",
            TimeToLive = TimeSpan.FromHours(1),
            ApplicationProperties = { ["text"] = "a|b", ["int"] = 7, ["long"] = 8L, ["flag"] = true, ["id"] = id, ["time"] = time, ["span"] = TimeSpan.FromSeconds(1.5), ["real"] = 0.1 },
        });

        ServiceBusReceivedMessage message = await bus.Client.CreateReceiver(bus.Queue).NextAsync();

        Assert.Equal("{\"subject\":\"Drucker <ä> & \\\"Toner\\\" 🖨\"}", message.Body.ToString());
        Assert.Equal(
            ("m-1", "created", "c-1", "application/json", "answers", "desk", "p-1"),
            (message.MessageId, message.Subject, message.CorrelationId, message.ContentType, message.ReplyTo, message.To, message.PartitionKey));
        Assert.Equal(TimeSpan.FromHours(1), message.TimeToLive);
        Assert.Equal(message.EnqueuedTime + message.TimeToLive, message.ExpiresAt);
        Assert.Equal(1, message.DeliveryCount);
        Assert.True(message.SequenceNumber > 0);
        Assert.True(Guid.TryParse(message.LockToken, out _));
        Assert.Equal(ServiceBusMessageState.Active, message.State);
        Assert.Equal<object>(
            ["a|b", 7, 8L, true, id, time, TimeSpan.FromSeconds(1.5), 0.1],
            new[] { "text", "int", "long", "flag", "id", "time", "span", "real" }.Select(name => message.ApplicationProperties[name]));
    }

    [Fact]
    public async Task A_body_of_any_bytes_arrives_unchanged()
    {
        await using var bus = new TestBus(storage);
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await bus.SendAsync(new ServiceBusMessage(BinaryData.FromBytes(bytes)), new ServiceBusMessage("\u0000\u0007\uFFFE\r\n\t"), new ServiceBusMessage());
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);

        var bodies = new List<byte[]>();
        while (bodies.Count < 3)
        {
            bodies.Add((await receiver.NextAsync()).Body.ToArray());
        }

        Assert.Contains(bodies, body => body.SequenceEqual(bytes));
        Assert.Contains(bodies, body => BinaryData.FromBytes(body).ToString() == "\u0000\u0007\uFFFE\r\n\t");
        Assert.Contains(bodies, body => body.Length == 0);
    }

    [Fact]
    public async Task A_completed_message_is_gone()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("once"));

        ServiceBusReceivedMessage message = await receiver.NextAsync();
        await receiver.CompleteMessageAsync(message);

        await receiver.AssertNothingComesAsync();
        ServiceBusException again = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, again.Reason);
    }

    [Fact]
    public async Task Messages_sent_one_after_another_arrive_in_that_order()
    {
        await using var bus = new TestBus(storage);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Queue);
        for (int i = 0; i < 40; i++)
        {
            await sender.SendMessageAsync(new ServiceBusMessage(i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count < 40)
        {
            received.AddRange(await receiver.ReceiveMessagesAsync(50, TestBus.Patience));
        }

        Assert.Equal(Enumerable.Range(0, 40), received.Select(message => int.Parse(message.Body.ToString(), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(received.OrderBy(message => message.SequenceNumber), received);
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_at_once_and_is_counted()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("again") { ApplicationProperties = { ["kept"] = 1 } });

        await receiver.AbandonMessageAsync(await receiver.NextAsync(), new Dictionary<string, object> { ["why"] = "busy" });
        ServiceBusReceivedMessage second = await receiver.NextAsync();

        Assert.Equal(2, second.DeliveryCount);
        Assert.Equal("again", second.Body.ToString());
        Assert.Equal(("busy", 1), (second.ApplicationProperties["why"], second.ApplicationProperties["kept"]));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_what_is_sent_meanwhile()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);

        Task<ServiceBusReceivedMessage> waiting = receiver.NextAsync();
        Assert.False(waiting.IsCompleted);
        await bus.SendAsync(new ServiceBusMessage("news"));

        Assert.Equal("news", (await waiting).Body.ToString());
    }

    [Fact]
    public async Task A_receive_that_is_given_up_takes_no_message_with_it()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("patient"));

        using var cancelled = new CancellationTokenSource();
        Task<ServiceBusReceivedMessage?> givenUp = receiver.ReceiveMessageAsync(TestBus.Patience, cancelled.Token);
        cancelled.Cancel();
        ServiceBusReceivedMessage? message = null;
        try
        {
            message = await givenUp;
        }
        catch (OperationCanceledException)
        {
            // The usual outcome; should the fetch have been quicker, the message was delivered.
        }

        message ??= await receiver.NextAsync();
        Assert.Equal(1, message.DeliveryCount);
    }

    [Fact]
    public async Task A_waiting_receive_ends_when_the_receiver_is_closed()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);

        Task<ServiceBusReceivedMessage?> waiting = receiver.ReceiveMessageAsync(TestBus.Patience);
        await receiver.CloseAsync();

        Assert.Null(await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync(TestBus.Moment));
    }

    [Fact]
    public async Task Receive_and_delete_leaves_nothing_to_settle()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(
            bus.Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        await bus.SendAsync(new ServiceBusMessage("gone"));

        ServiceBusReceivedMessage message = await receiver.NextAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message));
        Assert.Null(await bus.Client.CreateReceiver(bus.Queue).PeekMessageAsync());
    }

    [Fact]
    public async Task Peeking_takes_nothing()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("here"));

        ServiceBusReceivedMessage? peeked = await receiver.PeekMessageAsync();
        ServiceBusReceivedMessage received = await receiver.NextAsync();

        Assert.Equal("here", peeked?.Body.ToString());
        Assert.Equal(peeked?.SequenceNumber, received.SequenceNumber);
        Assert.Equal(1, received.DeliveryCount);
    }

    [Fact]
    public async Task Two_receivers_never_both_get_a_message()
    {
        await using var bus = new TestBus(storage);
        await bus.SendAsync([.. Enumerable.Range(0, 120).Select(number => new ServiceBusMessage($"{number}"))]);

        int left = 120;
        async Task<List<string>> ReceiveAllAsync(ServiceBusReceiver receiver)
        {
            // A busy machine may answer a moment's wait with nothing although there is more.
            var bodies = new List<string>();
            for (int attempt = 0; attempt < 200 && Volatile.Read(ref left) > 0; attempt++)
            {
                IReadOnlyList<ServiceBusReceivedMessage> messages = await receiver.ReceiveMessagesAsync(7, TestBus.Moment);
                Interlocked.Add(ref left, -messages.Count);
                bodies.AddRange(messages.Select(message => message.Body.ToString()));
                await Task.WhenAll(messages.Select(message => receiver.CompleteMessageAsync(message)));
            }

            return bodies;
        }

        List<string>[] shares = await Task.WhenAll(
            ReceiveAllAsync(bus.Client.CreateReceiver(bus.Queue)),
            ReceiveAllAsync(bus.NewClient().CreateReceiver(bus.Queue)));

        Assert.Equal(
            Enumerable.Range(0, 120).Select(number => $"{number}").Order(),
            shares.SelectMany(bodies => bodies).Order());
    }

    [Fact]
    public async Task A_batch_arrives_in_its_order()
    {
        await using var bus = new TestBus(storage);
        string[] bodies = [.. Enumerable.Range(0, 30).Select(number => $"{number}")];
        await bus.SendAsync([.. bodies.Select(body => new ServiceBusMessage(body))]);

        IReadOnlyList<ServiceBusReceivedMessage> received = await bus.Client.CreateReceiver(bus.Queue).ReceiveMessagesAsync(30, TestBus.Patience);

        Assert.Equal(bodies, received.Select(message => message.Body.ToString()));
    }

    [Fact]
    public async Task A_message_without_an_id_is_given_one()
    {
        await using var bus = new TestBus(storage);
        await bus.SendAsync(new ServiceBusMessage("1"), new ServiceBusMessage("2"));
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);

        string? first = (await receiver.NextAsync()).MessageId;
        string? second = (await receiver.NextAsync()).MessageId;

        Assert.False(string.IsNullOrEmpty(first));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task What_is_settled_cannot_be_settled_again()
    {
        await using var bus = new TestBus(storage);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Queue);
        await bus.SendAsync(new ServiceBusMessage("once"));
        ServiceBusReceivedMessage message = await receiver.NextAsync();
        await receiver.CompleteMessageAsync(message);

        foreach (Func<Task> attempt in new Func<Task>[]
        {
            () => receiver.CompleteMessageAsync(message),
            () => receiver.AbandonMessageAsync(message),
            () => receiver.DeadLetterMessageAsync(message),
            () => receiver.RenewMessageLockAsync(message),
        })
        {
            ServiceBusException lost = await Assert.ThrowsAsync<ServiceBusException>(attempt);
            Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
            Assert.StartsWith("The lock supplied is invalid.", lost.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_closed_is_of_no_more_use()
    {
        await using var bus = new TestBus(storage);
        ServiceBusClient client = bus.NewClient();
        ServiceBusSender sender = client.CreateSender(bus.Queue);
        await sender.CloseAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage("late")));
        ServiceBusSender other = client.CreateSender(bus.Queue);
        ServiceBusReceiver receiver = client.CreateReceiver(bus.Queue);

        await client.DisposeAsync();

        Assert.True(client.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.SendMessageAsync(new ServiceBusMessage("late")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync(TestBus.Moment));
    }

    [Fact]
    public async Task A_send_that_is_given_up_beforehand_sends_nothing()
    {
        await using var bus = new TestBus(storage);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bus.Client.CreateSender(bus.Queue).SendMessageAsync(new ServiceBusMessage("never"), new CancellationToken(canceled: true)));

        Assert.Null(await bus.Client.CreateReceiver(bus.Queue).PeekMessageAsync());
    }
}
