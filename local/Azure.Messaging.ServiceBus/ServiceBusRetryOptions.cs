namespace Azure.Messaging.ServiceBus;

/// <summary>
/// How often a storage request is tried again. The pauses between the tries are not part of this: the storage is on the
/// same machine, so it answers soon or not at all.
/// </summary>
public class ServiceBusRetryOptions
{
    private int _maxRetries = 3;
    private TimeSpan _tryTimeout = TimeSpan.FromSeconds(60);

    public int MaxRetries
    {
        get => _maxRetries;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            _maxRetries = value;
        }
    }

    /// <summary>How long a receive waits for a message when the call does not say.</summary>
    public TimeSpan TryTimeout
    {
        get => _tryTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            _tryTimeout = value;
        }
    }
}
