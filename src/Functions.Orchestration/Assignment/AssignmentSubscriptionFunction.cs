using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.Assignment;
using Support.Platform.Bus;

namespace Support.Functions.Orchestration.Assignment;

/// <summary>Finds somebody for tickets that need somebody, and keeps count of who has how much.</summary>
public sealed class AssignmentSubscriptionFunction(AutomaticAssignment assignment)
{
    /// <summary>Takes one change; a change that comes twice assigns nothing twice.</summary>
    [Function("AssignmentSubscription")]
    public Task RunAsync(
        [ServiceBusTrigger(BusNames.TicketEvents, BusNames.AssignmentSubscription, Connection = BusNames.Connection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken) =>
        assignment.ReactAsync(ChangeMessage.Read(message), cancellationToken);
}
