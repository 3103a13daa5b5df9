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

    /// <summary>The clock that retries of storage calls wait by.</summary>
    internal TimeProvider TransportTime { get; set; } = LocalClock.Transport;

    /// <summary>How many instances with nothing to do are kept in memory.</summary>
    internal int CachedInstancesMax { get; set; } = 2_000;
}
