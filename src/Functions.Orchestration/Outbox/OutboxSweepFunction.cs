using Microsoft.Azure.Functions.Worker;
using Support.Platform.Outbox;

namespace Support.Functions.Orchestration.Outbox;

/// <summary>Twice a minute, publishes what a crash left unpublished.</summary>
public sealed class OutboxSweepFunction(OutboxSweep sweep)
{
    /// <summary>Sweeps.</summary>
    [Function("OutboxSweep")]
    public Task RunAsync([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
