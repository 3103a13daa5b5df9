namespace Azure.Messaging.ServiceBus;

public class CreateMessageBatchOptions
{
    private long? _maxSizeInBytes;

    /// <summary>The most that the batch may hold; null for as much as the entity takes.</summary>
    public long? MaxSizeInBytes
    {
        get => _maxSizeInBytes;
        set
        {
            if (value is { } size)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(size, 24);
            }

            _maxSizeInBytes = value;
        }
    }
}
