using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Support.Platform.Model;

namespace Support.Functions.Orchestration.ModelChange;

/// <summary>Notices that another model has come into force, and has the open tickets brought up to it.</summary>
public sealed class ModelWatchFunction(SupportModelSource source, ModelLedger ledger, ModelChanges changes, TimeProvider time)
{
    // Hosts of two packages run side by side only while the one replaces the other. Who is still there after that has its
    // model in force, also where a host of the other package was the last to start.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Looks, at the start and twice a minute.</summary>
    [Function("ModelWatch")]
    public async Task RunAsync(
        [TimerTrigger("15,45 * * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ModelInForce inForce = await changes.InForceAsync(cancellationToken);
        if (inForce.Revision != source.Current.Revision && inForce.Since + Overlap <= time.GetUtcNow())
        {
            inForce = await ledger.PutInForceAsync(source, cancellationToken);
        }

        // Whoever has that model walks; an activity of a host without it is tried again until one with it has it.
        if (inForce.AppliedAt is null && inForce.Revision == source.Current.Revision)
        {
            await StartAsync(client, inForce.Number, cancellationToken);
        }
    }

    private static async Task StartAsync(DurableTaskClient client, int number, CancellationToken cancellationToken)
    {
        string instanceId = ModelWalk.InstanceId(number);
        OrchestrationMetadata? walk = await client.GetInstanceAsync(instanceId, cancellationToken);
        if (walk is { IsCompleted: false })
        {
            return;
        }

        if (walk is not null)
        {
            // It ended before the ledger said so: it failed, and begins again from the first ticket.
            await client.PurgeInstanceAsync(instanceId, cancellationToken);
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ModelWalk), new ModelWalkInput(number), new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Another host was faster, or the store is away: the next look finds out which.
        }
    }
}
