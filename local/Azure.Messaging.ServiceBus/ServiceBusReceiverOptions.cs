namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceiverOptions
{
    private int _prefetchCount;

    /// <summary>
    /// Kept and shown, and of no effect: a receive already brings as many messages as it asks for in one request, and
    /// what is fetched ahead would only sit on its lock.
    /// </summary>
    public int PrefetchCount
    {
        get => _prefetchCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _prefetchCount = value;
        }
    }

    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>A name for this receiver in logs; one is made up when none is given.</summary>
    public string? Identifier { get; set; }
}
