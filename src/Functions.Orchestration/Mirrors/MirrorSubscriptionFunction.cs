using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Mirrors;

namespace Support.Functions.Orchestration.Mirrors;

/// <summary>Tells other systems what happens to the tickets that they have a record of.</summary>
public sealed class MirrorSubscriptionFunction(TicketMirror mirror, MirrorRetries retries)
{
    /// <summary>Takes one change; a change that comes twice tells nothing twice.</summary>
    [Function("MirrorSubscription")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.MirrorSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        TicketId ticket = ChangeMessage.Read(message).TicketId;
        foreach ((string source, WebhookMirror told) in mirror.Mirrors)
        {
            await TellAsync(new MirrorRetry(ticket, source), told, cancellationToken);
        }
    }

    /// <summary>Queue <c>mirrors</c>: comes back to what could not be told.</summary>
    [Function("MirrorRetry")]
    public async Task RetryAsync(
        [ServiceBusTrigger(BusNames.Mirrors, Connection = BusNames.Connection)] ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        var retry = MirrorRetry.Read(message);
        if (mirror.Mirrors.FirstOrDefault(known => known.Source == retry.Source).Mirror is { } told)
        {
            await TellAsync(retry, told, cancellationToken);
        }
    }

    // Scheduled last of all: should the process die before, the message that brought it here comes again.
    private async Task TellAsync(MirrorRetry retry, WebhookMirror told, CancellationToken cancellationToken)
    {
        if (await mirror.TellAsync(retry.TicketId, retry.Source, told, cancellationToken) is { } again)
        {
            await retries.ScheduleAsync(retry, again, cancellationToken);
        }
    }
}
