using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Model;
using Support.Platform.Outbox;

namespace Support.Functions.Notifications.Notices;

/// <summary>Tells people what happened to a ticket.</summary>
public sealed class NoticesSubscriptionFunction(NoticeDelivery delivery, SupportModelSource model)
{
    /// <summary>Takes one change: plans who is told of each event, and tells them. A change that comes twice tells nobody twice.</summary>
    [Function("NoticesSubscription")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.NoticesSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        TicketChange change = ChangeMessage.Read(message);
        foreach (TicketEvent happened in change.Events)
        {
            foreach (Notice notice in NoticePlan.Of(change.Ticket, happened, model.Current))
            {
                await delivery.DeliverAsync(change.Ticket, notice, cancellationToken);
            }
        }
    }
}
