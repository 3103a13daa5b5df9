using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Outbox;
using Support.Platform.Views;

namespace Support.Functions.Orchestration.Views;

/// <summary>Keeps the agents' lists up with the tickets.</summary>
public sealed class ViewsSubscriptionFunction(TicketViewProjection views)
{
    /// <summary>Takes one change.</summary>
    [Function("ViewsSubscription")]
    public Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.ViewsSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        TicketChange change = ChangeMessage.Read(message);
        bool opened = change.Events is [{ Data: TicketOpened }, ..];
        return views.ApplyAsync(change.Ticket, opened, cancellationToken);
    }
}
