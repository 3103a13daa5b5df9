namespace Azure.Messaging.ServiceBus;

public class ServiceBusClientOptions
{
    private ServiceBusRetryOptions _retryOptions = new();

    public ServiceBusRetryOptions RetryOptions
    {
        get => _retryOptions;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _retryOptions = value;
        }
    }

    /// <summary>A name for this client in logs; one is made up when none is given.</summary>
    public string? Identifier { get; set; }
}
