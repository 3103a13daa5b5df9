using Microsoft.Azure.Functions.Worker;
using Support.Platform.Correlations;

namespace Support.Functions.Orchestration.Alerts;

/// <summary>Every half minute, does what is due to alerts although none came: flapping that is over, counts of storms, what a crash left.</summary>
public sealed class AlertSweepFunction(AlertDesk alerts)
{
    /// <summary>Sweeps.</summary>
    [Function("AlertSweep")]
    public Task RunAsync([TimerTrigger("15,45 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        alerts.SweepAsync(cancellationToken);
}
