using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

public sealed class MockingTests
{
    [Fact]
    public async Task A_client_can_be_replaced_in_tests_of_its_users()
    {
        var sender = new RecordingSender();
        ServiceBusClient client = new FakeClient(sender);

        await client.CreateSender("intake").SendMessageAsync(new ServiceBusMessage("seen"));

        Assert.Equal("seen", Assert.Single(sender.Sent).Body.ToString());
    }

    [Fact]
    public void A_received_message_can_be_made_for_a_test()
    {
        var token = Guid.NewGuid();
        ServiceBusReceivedMessage message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"),
            messageId: "m-1",
            subject: "created",
            properties: new Dictionary<string, object> { ["DeadLetterReason"] = "Odd", ["version"] = 3 },
            lockTokenGuid: token,
            deliveryCount: 4,
            sequenceNumber: 12);

        Assert.Equal(("body", "m-1", "created", 4, 12L), (message.Body.ToString(), message.MessageId, message.Subject, message.DeliveryCount, message.SequenceNumber));
        Assert.Equal((token.ToString(), "Odd", 3), (message.LockToken, message.DeadLetterReason, message.ApplicationProperties["version"]));
    }

    private sealed class FakeClient(ServiceBusSender sender) : ServiceBusClient
    {
        public override ServiceBusSender CreateSender(string queueOrTopicName) => sender;
    }

    private sealed class RecordingSender : ServiceBusSender
    {
        public List<ServiceBusMessage> Sent { get; } = [];

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
