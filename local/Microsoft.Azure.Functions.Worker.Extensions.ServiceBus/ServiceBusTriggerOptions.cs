using Support.Local.Hosting;

namespace Support.Local.ServiceBus;

/// <summary>The <c>serviceBus</c> section of host.json, as far as the local listener has the same thing to set.</summary>
internal sealed class ServiceBusTriggerOptions
{
    public ServiceBusTriggerOptions(HostJson hostJson)
    {
        MaxConcurrentCalls = hostJson.Extension("serviceBus:maxConcurrentCalls", 16);
        MaxMessageBatchSize = hostJson.Extension("serviceBus:maxMessageBatchSize", 1000);
        PrefetchCount = hostJson.Extension("serviceBus:prefetchCount", 0);
        MaxAutoLockRenewalDuration = hostJson.Extension("serviceBus:maxAutoLockRenewalDuration", TimeSpan.FromMinutes(5));
    }

    /// <summary>How many messages one function works on at a time.</summary>
    public int MaxConcurrentCalls { get; }

    public int MaxMessageBatchSize { get; }

    public int PrefetchCount { get; }

    /// <summary>How long a message is kept locked for a function that runs.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; }
}
