using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Support.Functions.Orchestration.Clock;

/// <summary>
/// The clock of one ticket: sleeps until its next deadline or until the ticket changes, whichever is first. It decides
/// nothing: what is due, and what that means, is behind the two activities, so the rules may change while tickets sleep.
/// </summary>
public static class TicketClock
{
    /// <summary>The event that wakes a clock.</summary>
    public const string TicketChanged = "ticket-changed";

    /// <summary>The clock's instance id: one ticket has one clock.</summary>
    public static string InstanceId(string ticketId) => $"ticket-{ticketId}";

    /// <summary>One turn per history: it starts over after every deadline and every change.</summary>
    [Function(nameof(TicketClock))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ClockInput input)
    {
        NextWake next = input.Next ?? await context.NextWakeAsync(input.TicketId);
        if (next.IsOver)
        {
            return;
        }

        // A change makes the next run ask; a deadline that was fired tells the one after it.
        bool changed = await context.WaitForTicketChangeAsync(next.DueAt);
        NextWake? after = changed ? null : await context.FireDeadlinesAsync(input.TicketId);
        context.ContinueAsNew(new ClockInput(input.TicketId, after), preserveUnprocessedEvents: true);
    }
}
