using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Model;
using Support.Platform.Outbox;

namespace Support.Functions.Orchestration.Clock;

/// <summary>Starts a ticket's clock when it opens, and wakes it when the ticket changes.</summary>
public sealed class ClockSubscriptionFunction(SupportModelSource model)
{
    /// <summary>Takes one change; a change that comes twice only wakes the clock twice.</summary>
    [Function("ClockSubscription")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.ClockSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient clocks,
        CancellationToken cancellationToken)
    {
        TicketChange change = ChangeMessage.Read(message);
        if (change.ByClock)
        {
            // The clock made this change itself and asks for its next deadline anyway.
            return;
        }

        string instanceId = TicketClock.InstanceId(change.TicketId.Value);
        bool opened = change.Events.Any(happened => happened.Data is TicketOpened);
        if (opened && await TryStartAsync(clocks, instanceId, change, cancellationToken))
        {
            return;
        }

        OrchestrationMetadata? running = await clocks.GetInstanceAsync(instanceId, cancellationToken);
        if (running is { IsCompleted: false })
        {
            await clocks.RaiseEventAsync(instanceId, TicketClock.TicketChanged, change.Version, cancellationToken);
        }
        else if (!change.Ticket.IsOver)
        {
            await StartAsync(clocks, instanceId, change, cancellationToken);
        }
    }

    private async Task<bool> TryStartAsync(
        DurableTaskClient clocks, string instanceId, TicketChange change, CancellationToken cancellationToken)
    {
        try
        {
            await StartAsync(clocks, instanceId, change, cancellationToken);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A clock of this id runs already, or the store is away: who asks next finds out which.
            return false;
        }
    }

    // The deadline is that of the message: should the ticket have moved on since, the change that moved it wakes the clock.
    private Task<string> StartAsync(
        DurableTaskClient clocks, string instanceId, TicketChange change, CancellationToken cancellationToken) =>
        clocks.ScheduleNewOrchestrationInstanceAsync(
            nameof(TicketClock),
            new ClockInput(
                change.TicketId.Value,
                change.Ticket.ModelRevision == model.Current.Revision ? NextWake.Of(change.Ticket, model.Current) : null),
            new StartOrchestrationOptions(instanceId),
            cancellationToken);
}
