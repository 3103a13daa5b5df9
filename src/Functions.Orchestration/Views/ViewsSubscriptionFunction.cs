using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Outbox;
using Support.Platform.Search;
using Support.Platform.Views;

namespace Support.Functions.Orchestration.Views;

/// <summary>Keeps the agents' lists and the search up with the tickets.</summary>
public sealed class ViewsSubscriptionFunction(TicketViewProjection views, TicketWordProjection words)
{
    /// <summary>Takes one change.</summary>
    [Function("ViewsSubscription")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.ViewsSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        TicketChange change = ChangeMessage.Read(message);
        bool opened = change.Events is [{ Data: TicketOpened }, ..];
        await views.ApplyAsync(change.Ticket, opened, cancellationToken);

        // A change of the clocks alone brings no words, and is what happens most.
        if (change.Ticket.IsOver || !change.ByClock)
        {
            await words.ApplyAsync(change.Ticket, opened, cancellationToken);
        }
    }
}
