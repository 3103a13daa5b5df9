using Microsoft.DurableTask;

namespace Support.Functions.Orchestration.Clock;

/// <summary>What the clock calls, by name and type. Replayed code.</summary>
internal static class ClockCalls
{
    // An activity that fails has met storage or the bus: it is tried for a day, and the wake-up that a person causes
    // meanwhile starts it afresh.
    private static readonly TaskOptions Patient = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 100,
        firstRetryInterval: TimeSpan.FromSeconds(5),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(15)));

    /// <summary>When to wake next.</summary>
    public static Task<NextWake> NextWakeAsync(this TaskOrchestrationContext context, string ticketId) =>
        context.CallActivityAsync<NextWake>(nameof(ClockActivities.NextDeadline), ticketId, Patient);

    /// <summary>Does what is due; returns when to wake next.</summary>
    public static Task<NextWake> FireDeadlinesAsync(this TaskOrchestrationContext context, string ticketId) =>
        context.CallActivityAsync<NextWake>(nameof(ClockActivities.FireDeadlines), ticketId, Patient);

    /// <summary>True when the ticket changed, false when the time came first; without a time only a change ends the wait.</summary>
    public static async Task<bool> WaitForTicketChangeAsync(this TaskOrchestrationContext context, DateTimeOffset? until)
    {
        if (until is not { } due)
        {
            await context.WaitForExternalEvent<int>(TicketClock.TicketChanged);
            return true;
        }

        using var loser = new CancellationTokenSource();
        Task timer = context.CreateTimer(due.UtcDateTime, loser.Token);
        Task<int> change = context.WaitForExternalEvent<int>(TicketClock.TicketChanged, loser.Token);
        Task winner = await Task.WhenAny(change, timer);
        loser.Cancel();
        return winner == change;
    }
}
