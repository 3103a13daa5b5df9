using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.Bus;
using Support.Platform.Tickets;

namespace Support.Functions.Notifications.Notices;

/// <summary>Queue <c>notices</c>: tries a notice again whose time has come.</summary>
public sealed class NoticeRetryFunction(NoticeDelivery delivery, TicketStore store)
{
    /// <summary>Tries once more.</summary>
    [Function("NoticeRetry")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.Notices, Connection = BusNames.Connection)] ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        RetriedNotice retried = RetriedNotice.Read(message);
        if (await store.FindAsync(retried.TicketId, cancellationToken) is { } stored)
        {
            await delivery.DeliverAsync(stored.Ticket, retried.Notice, cancellationToken);
        }
    }
}
