using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Support.Local.Worker.Tests.ServiceBus;

// The functions that the tests run.
public sealed partial class ServiceBusTriggerTests
{
    public sealed record Order(string Name, int Count);

    public sealed class Gate
    {
        private int _inside;
        private int _mostInside;

        public SemaphoreSlim Open { get; } = new(0);

        public int Inside => Volatile.Read(ref _inside);

        public int MostInside => Volatile.Read(ref _mostInside);

        public async Task PassAsync(Action entered, CancellationToken cancellationToken)
        {
            int inside = Interlocked.Increment(ref _inside);
            InterlockedMax(inside);
            entered();
            await Open.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref _inside);
        }

        private void InterlockedMax(int value)
        {
            for (int most = MostInside; value > most; most = MostInside)
            {
                Interlocked.CompareExchange(ref _mostInside, value, most);
            }
        }
    }

    public sealed class TellMessage(Events events)
    {
        [Function("tell")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] ServiceBusReceivedMessage message, FunctionContext context)
        {
            Assert.Equal(message.MessageId, context.BindingContext.BindingData["messageId"]);
            events.Tell($"{message.MessageId} {message.Subject} {message.Body}, delivery {message.DeliveryCount}");
        }
    }

    public sealed class FailAlways(Events events)
    {
        [Function("fail")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] ServiceBusReceivedMessage message)
        {
            events.Tell($"delivery {message.DeliveryCount}");
            throw new InvalidOperationException("Not this one.");
        }
    }

    public sealed class DeadLetterItself
    {
        [Function("dead-letter")]
        public async Task RunAsync(
            [ServiceBusTrigger("%Queue%", Connection = "Bus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken) =>
            await actions.DeadLetterMessageAsync(message, null, "Unreadable", "No ticket in it.", cancellationToken);
    }

    public sealed class TellOrder(Events events)
    {
        [Function("order")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] Order order) => events.Tell($"{order.Name} x {order.Count}");
    }

    public sealed class TellBatch(Events events)
    {
        [Function("batch")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus", IsBatched = true)] string[] messages) => events.Tell(string.Join(' ', messages));
    }

    public sealed class WaitAtGate(Events events, Gate gate)
    {
        [Function("gate")]
        public Task RunAsync([ServiceBusTrigger("%Queue%", Connection = "Bus")] string message, CancellationToken cancellationToken) =>
            gate.PassAsync(() => events.Tell(message), cancellationToken);
    }

    public sealed class TellTrace(Events events)
    {
        [Function("trace")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] string message, FunctionContext context)
        {
            Assert.Equal("traced", message);
            events.Tell($"{context.TraceContext.TraceParent} {context.TraceContext.TraceState}".TrimEnd());
        }
    }

    public sealed class TellData(Events events)
    {
        [Function("data")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] string message, FunctionContext context)
        {
            Assert.Equal("data", message);
            string[] names =
                ["MessageId", "Subject", "Label", "CorrelationId", "ContentType", "ReplyTo", "To", "DeliveryCount", "ApplicationProperties", "UserProperties"];
            events.Tell(string.Join(' ', names.Select(name => context.BindingContext.BindingData[name])));
        }
    }

    public sealed class TellBytes(Events events)
    {
        [Function("bytes")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] byte[] message) => events.Tell($"{message.Length} bytes");
    }

    public sealed class TellBinaryData(Events events)
    {
        [Function("binary-data")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] BinaryData message) => events.Tell(message.ToString());
    }

    public sealed class AbandonOnce(Events events)
    {
        [Function("abandon")]
        public async Task RunAsync(
            [ServiceBusTrigger("%Queue%", Connection = "Bus")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            string tried = message.ApplicationProperties.TryGetValue("tried", out object? value) ? (string)value : "none";
            if (message.DeliveryCount == 1)
            {
                await actions.AbandonMessageAsync(message, new Dictionary<string, object> { ["tried"] = "once" });
            }

            events.Tell($"delivery {message.DeliveryCount}, tried {tried}");
        }
    }

    public sealed class RenewAndComplete(Events events)
    {
        [Function("renew")]
        public async Task RunAsync(
            [ServiceBusTrigger("%Queue%", Connection = "Bus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions)
        {
            DateTimeOffset before = message.LockedUntil;
            await actions.RenewMessageLockAsync(message);
            Assert.True(message.LockedUntil >= before);
            await actions.CompleteMessageAsync(message);
            events.Tell("renewed and completed");
        }
    }

    public sealed class HalfABatch
    {
        [Function("half")]
        public async Task RunAsync(
            [ServiceBusTrigger("%Queue%", Connection = "Bus", IsBatched = true)] ServiceBusReceivedMessage[] messages, ServiceBusMessageActions actions)
        {
            foreach (ServiceBusReceivedMessage good in messages.Where(message => message.MessageId == "good"))
            {
                await actions.CompleteMessageAsync(good);
            }

            throw new InvalidOperationException("The other half.");
        }
    }

    public sealed class Forward(Events events)
    {
        [Function("forward")]
        public Outputs Post([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            Assert.NotNull(request);
            return new Outputs([new Order("a", 1), new Order("b", 2)], new ContentResult { Content = "2 sent" });
        }

        [Function("forwarded")]
        public void Run([ServiceBusTrigger("%Queue%", Connection = "Bus")] string message) => events.Tell(message);

        public sealed record Outputs(
            [property: ServiceBusOutput("%Queue%", Connection = "Bus")] Order[] Orders,
            [property: HttpResult] IActionResult Answer);
    }
}
