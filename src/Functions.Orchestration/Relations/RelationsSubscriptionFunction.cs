using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Outbox;
using Support.Platform.Relations;

namespace Support.Functions.Orchestration.Relations;

/// <summary>Does at other tickets what follows from a change of one.</summary>
public sealed class RelationsSubscriptionFunction(TicketReactions reactions)
{
    /// <summary>Takes one change; a change that comes twice does nothing twice.</summary>
    [Function("RelationsSubscription")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.RelationsSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        TicketChange change = ChangeMessage.Read(message);
        foreach (TicketEvent happened in change.Events)
        {
            await reactions.ReactAsync(change.TicketId, happened, cancellationToken);
        }
    }
}
