using Azure.Messaging.ServiceBus;

namespace Support.Functions.Intake.Tests.Vendors;

/// <summary>A bus that nothing is sent to: no publisher runs.</summary>
internal sealed class SilentBus : ServiceBusClient
{
    public override ServiceBusSender CreateSender(string queueOrTopicName) => new SilentSender();

    private sealed class SilentSender : ServiceBusSender;
}
