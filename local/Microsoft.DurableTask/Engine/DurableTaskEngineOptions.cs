using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Support.Local.Durable;

/// <summary>Settings of a <see cref="DurableTaskEngine"/>.</summary>
public sealed class DurableTaskEngineOptions
{
    /// <summary>Names the engine's tables; engines of different hubs know nothing of each other.</summary>
    public string HubName { get; set; } = "DurableTask";

    /// <summary>The clock that orchestrations live by.</summary>
    public TimeProvider Time { get; set; } = LocalClock.Business;

    public int MaxConcurrentActivities { get; set; } = 16;

    public int MaxConcurrentOrchestrations { get; set; } = 16;

    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    public DataConverter Converter { get; set; } = JsonDataConverter.Default;

    /// <summary>
    /// Whether every turn replays its history, also where the orchestrator is still in memory and could just go on: slower,
    /// and it finds orchestrators that are not deterministic without a restart.
    /// </summary>
    public bool ReplayEveryTurn { get; set; }

    /// <summary>The clock that retries of storage calls wait by.</summary>
    internal TimeProvider TransportTime { get; set; } = LocalClock.Transport;

    internal HubLeaseTimes LeaseTimes { get; set; } = Simulation.Current is null ? HubLeaseTimes.Default : HubLeaseTimes.Simulated;

    /// <summary>Whom the hub's lease names; null for this process.</summary>
    internal HubOwner? LeaseOwner { get; set; }

    /// <summary>How many instances with nothing to do are kept in memory.</summary>
    internal int CachedInstancesMax { get; set; } = 2_000;
}
