using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that together stay under the size that one send may have.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly IList<ServiceBusMessage> _messages;
    private readonly Func<ServiceBusMessage, bool>? _mayAdd;

    internal ServiceBusMessageBatch(
        IList<ServiceBusMessage> messages,
        long maxSizeInBytes,
        long sizeInBytes,
        Func<ServiceBusMessage, bool>? mayAdd)
    {
        _messages = messages;
        _mayAdd = mayAdd;
        MaxSizeInBytes = maxSizeInBytes;
        SizeInBytes = sizeInBytes;
    }

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; private set; }

    public int Count => _messages.Count;

    internal IEnumerable<ServiceBusMessage> Messages => _messages;

    /// <summary>Adds the message, or answers false when it does not fit any more.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        long size = MessageSize.Of(message);
        if (SizeInBytes + size > MaxSizeInBytes || _mayAdd?.Invoke(message) == false)
        {
            return false;
        }

        _messages.Add(message);
        SizeInBytes += size;
        return true;
    }

    public void Dispose() => _messages.Clear();
}
