using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Support.Platform.Bus;
using Support.Platform.Outbox;

namespace Support.Platform.Tests.Fakes;

/// <summary>A bus that keeps what it is sent, and fails when it is told to.</summary>
internal sealed class RecordingBus : ServiceBusClient
{
    private readonly RecordingSender _sender;

    public RecordingBus() => _sender = new RecordingSender(this);

    /// <summary>What a send meets; null when all is well.</summary>
    public Func<IReadOnlyList<TicketChange>, Exception?> Failing { get; set; } = _ => null;

    /// <summary>The most bytes that one send may carry.</summary>
    public int SizeMax { get; set; } = 256 * 1024;

    /// <summary>Each send that succeeded, in order.</summary>
    public ConcurrentQueue<IReadOnlyList<TicketChange>> Sends { get; } = new();

    /// <summary>Every change sent, in order.</summary>
    public IReadOnlyList<TicketChange> Sent => [.. Sends.SelectMany(send => send)];

    public static ServiceBusException Away { get; } =
        new("The bus is away.", ServiceBusFailureReason.ServiceCommunicationProblem);

    public static ServiceBusException TooLarge { get; } = new("Too large.", ServiceBusFailureReason.MessageSizeExceeded);

    public override ServiceBusSender CreateSender(string queueOrTopicName) => _sender;

    private sealed class RecordingSender(RecordingBus bus) : ServiceBusSender
    {
        private readonly ConcurrentDictionary<ServiceBusMessageBatch, List<ServiceBusMessage>> _batches = new();

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
            SendAsync([message]);

        public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
        {
            var messages = new List<ServiceBusMessage>();
            ServiceBusMessageBatch batch = ServiceBusModelFactory.ServiceBusMessageBatch(
                0, messages, new CreateMessageBatchOptions { MaxSizeInBytes = bus.SizeMax });
            _batches[batch] = messages;
            return ValueTask.FromResult(batch);
        }

        public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
            SendAsync([.. _batches[messageBatch]]);

        private async Task SendAsync(IReadOnlyList<ServiceBusMessage> messages)
        {
            // A bus takes its time; who sends on several lanes must be right also then.
            await Task.Yield();
            TicketChange[] changes = [.. messages.Select(Read)];
            if (bus.Failing(changes) is { } failure)
            {
                throw failure;
            }

            bus.Sends.Enqueue(changes);
        }

        private static TicketChange Read(ServiceBusMessage message) =>
            ChangeMessage.Read(ServiceBusModelFactory.ServiceBusReceivedMessage(message.Body));
    }
}
