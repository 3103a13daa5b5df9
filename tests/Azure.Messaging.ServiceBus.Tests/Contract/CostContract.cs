using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>The whole Local flavour shares one Azurite, so what a message costs there is a promise like any other.</summary>
public abstract class CostContract : IDisposable
{
    private readonly IBusStorage _storage;
    private readonly IDisposable _unwrap;
    private CountingTransport _counting = null!;

    protected CostContract(IBusStorage storage)
    {
        _storage = storage;
        _unwrap = storage.Wrap(inner => _counting = new CountingTransport(inner));
    }

    public void Dispose()
    {
        _unwrap.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_topic_costs_one_put_a_subscription_and_each_message_one_delete()
    {
        await using var bus = new TestBus(_storage, subscriptions: [new { Name = "clock" }, new { Name = "views" }, new { Name = "notices" }]);
        ServiceBusSender sender = bus.Client.CreateSender(bus.Topic);
        ServiceBusReceiver receiver = bus.Client.CreateReceiver(bus.Topic, "clock");
        await sender.SendMessageAsync(new ServiceBusMessage("makes the queues"));
        await receiver.CompleteMessageAsync(await receiver.NextAsync());

        _counting.Reset();
        await sender.SendMessageAsync(new ServiceBusMessage("counted"));
        Assert.Equal(["POST", "POST", "POST"], _counting.Methods);

        _counting.Reset();
        ServiceBusReceivedMessage message = await receiver.NextAsync();
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(["DELETE", "GET"], _counting.Methods);
    }

    [Fact]
    public async Task Thirty_two_messages_are_fetched_by_one_request()
    {
        await using var bus = new TestBus(_storage);
        await bus.SendAsync([.. Enumerable.Range(0, 32).Select(number => new ServiceBusMessage($"{number}"))]);
        _counting.Reset();

        IReadOnlyList<ServiceBusReceivedMessage> messages = await bus.Client.CreateReceiver(bus.Queue).ReceiveMessagesAsync(32, TestBus.Patience);

        Assert.Equal(32, messages.Count);
        Assert.Equal(["GET"], _counting.Methods);
    }

    private sealed class CountingTransport(HttpPipelineTransport inner) : HttpPipelineTransport
    {
        private readonly ConcurrentQueue<string> _methods = new();

        public IEnumerable<string> Methods => _methods.Order();

        public void Reset() => _methods.Clear();

        public override Request CreateRequest() => inner.CreateRequest();

        public override void Process(HttpMessage message)
        {
            _methods.Enqueue(message.Request.Method.Method);
            inner.Process(message);
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            _methods.Enqueue(message.Request.Method.Method);
            return inner.ProcessAsync(message);
        }
    }
}
