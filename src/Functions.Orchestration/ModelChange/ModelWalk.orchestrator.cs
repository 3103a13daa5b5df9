using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Support.Functions.Orchestration.Clock;

namespace Support.Functions.Orchestration.ModelChange;

/// <summary>
/// Brings the open tickets up to the model in force, a page at a time and not faster than the desk can bear. It ends when
/// all are done, or when yet another model has come into force, which has a walk of its own.
/// </summary>
public static class ModelWalk
{
    // With pages of a hundred tickets this leaves storage and bus to the people who work.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // A page that fails has met storage, or a host that runs another model.
    private static readonly TaskOptions Patient = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 100,
        firstRetryInterval: TimeSpan.FromSeconds(5),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(5)));

    /// <summary>The walk's instance id: one change has one walk.</summary>
    public static string InstanceId(int number) => $"model-{number}";

    /// <summary>One page per history.</summary>
    [Function(nameof(ModelWalk))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ModelWalkInput input)
    {
        ModelWalkStep step = await context.CallActivityAsync<ModelWalkStep>(nameof(ModelWalkActivities.ApplyModelToPage), input, Patient);
        foreach (string ticketId in step.Unchanged)
        {
            // Nothing was recorded, so nobody hears of it; but warnings or steps may be due at other times now.
            context.SendEvent(TicketClock.InstanceId(ticketId), TicketClock.TicketChanged, 0);
        }

        context.SetCustomStatus(new ModelWalkProgress(step.Done, step.Total));
        if (step.IsLast)
        {
            return;
        }

        using var nobody = new CancellationTokenSource();
        await context.CreateTimer(Pace, nobody.Token);
        context.ContinueAsNew(new ModelWalkInput(input.Number) { Continuation = step.Continuation, Done = step.Done, Total = step.Total });
    }
}
