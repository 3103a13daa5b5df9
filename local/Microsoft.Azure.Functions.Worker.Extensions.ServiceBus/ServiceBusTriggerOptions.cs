using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;

namespace Support.Local.ServiceBus;

/// <summary>The <c>serviceBus</c> section of host.json, as far as the local listener has the same thing to set.</summary>
internal sealed class ServiceBusTriggerOptions
{
    private const string Section = "serviceBus";

    private readonly HostJson _hostJson;

    /// <exception cref="FunctionWorkerException">A value is out of its range, or of another type.</exception>
    public ServiceBusTriggerOptions(HostJson hostJson, ILogger<ServiceBusTriggerOptions> logger)
    {
        _hostJson = hostJson;
        MaxConcurrentCalls = AtLeast(1, "maxConcurrentCalls", 16);
        MaxMessageBatchSize = AtLeast(1, "maxMessageBatchSize", 1000);
        PrefetchCount = AtLeast(0, "prefetchCount", 0);
        AutoCompleteMessages = Get("autoCompleteMessages", true);
        MaxAutoLockRenewalDuration = Get("maxAutoLockRenewalDuration", TimeSpan.FromMinutes(5));
        hostJson.WarnOfOthers(
            logger,
            Section,
            "maxConcurrentCalls",
            "maxMessageBatchSize",
            "prefetchCount",
            "autoCompleteMessages",
            "maxAutoLockRenewalDuration",
            "clientRetryOptions");
    }

    /// <summary>How many messages one function works on at a time.</summary>
    public int MaxConcurrentCalls { get; }

    public int MaxMessageBatchSize { get; }

    public int PrefetchCount { get; }

    /// <summary>Whether a message is completed when the function succeeds and neither it nor its attribute says otherwise.</summary>
    public bool AutoCompleteMessages { get; }

    /// <summary>How long a message is kept locked for a function that runs.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; }

    /// <summary>The options of clients, with the part of <c>clientRetryOptions</c> that means something to a local storage.</summary>
    public ServiceBusClientOptions ClientOptions()
    {
        var options = new ServiceBusClientOptions();
        ServiceBusRetryOptions retry = options.RetryOptions;
        try
        {
            retry.MaxRetries = Get("clientRetryOptions:maxRetries", retry.MaxRetries);
            retry.TryTimeout = Get("clientRetryOptions:tryTimeout", retry.TryTimeout);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new FunctionWorkerException($"host.json: extensions.serviceBus.clientRetryOptions: {exception.Message}", exception);
        }

        return options;
    }

    private T Get<T>(string key, T usual) => _hostJson.Extension($"{Section}:{key}", usual);

    private int AtLeast(int least, string key, int usual)
    {
        int value = Get(key, usual);
        return value >= least
            ? value
            : throw new FunctionWorkerException($"host.json: extensions.serviceBus.{key} is {value}; it must be at least {least}.");
    }
}
