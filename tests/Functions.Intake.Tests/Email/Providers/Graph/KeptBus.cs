using Azure.Messaging.ServiceBus;
using Support.Platform.Bus;

namespace Support.Functions.Intake.Tests.Email.Providers.Graph;

/// <summary>A bus that keeps what is sent to the queue of the mailbox, until a test takes it.</summary>
internal sealed class KeptBus : ServiceBusClient
{
    /// <summary>What is in the queue, in order.</summary>
    public List<ServiceBusMessage> Messages { get; } = [];

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(queueOrTopicName == BusNames.GraphMail ? Messages : []);

    private sealed class Sender(List<ServiceBusMessage> messages) : ServiceBusSender
    {
        public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> batch, CancellationToken cancellationToken = default)
        {
            messages.AddRange(batch);
            return Task.CompletedTask;
        }
    }
}
