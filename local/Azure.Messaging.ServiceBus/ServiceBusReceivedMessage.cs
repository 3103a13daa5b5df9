using System.Globalization;
using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as the broker delivered it.</summary>
public class ServiceBusReceivedMessage
{
    internal const string DeadLetterReasonKey = "DeadLetterReason";
    internal const string DeadLetterDescriptionKey = "DeadLetterErrorDescription";

    private readonly Envelope _envelope;
    private readonly Dictionary<string, object> _properties;

    internal ServiceBusReceivedMessage(Envelope envelope)
    {
        _envelope = envelope;
        _properties = PropertyCodec.Decode(envelope.Properties);
        Body = envelope.Body;
    }

    public BinaryData Body { get; }

    public string? MessageId => _envelope.MessageId;

    public string? PartitionKey => _envelope.PartitionKey;

    public string? Subject => _envelope.Subject;

    public string? CorrelationId => _envelope.CorrelationId;

    public string? ContentType => _envelope.ContentType;

    public string? ReplyTo => _envelope.ReplyTo;

    public string? To => _envelope.To;

    public TimeSpan TimeToLive => _envelope.TimeToLive;

    public IReadOnlyDictionary<string, object> ApplicationProperties => _properties;

    /// <summary>How often the message was handed out, this time included.</summary>
    public int DeliveryCount { get; internal init; }

    public string LockToken => LockTokenGuid.ToString();

    /// <summary>The end of the lock by <see cref="Support.Local.LocalClock.Transport"/>; moves when the lock is renewed.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    public long SequenceNumber => _envelope.SequenceNumber;

    public long EnqueuedSequenceNumber { get; internal init; }

    public DateTimeOffset EnqueuedTime => _envelope.EnqueuedTime;

    public DateTimeOffset ScheduledEnqueueTime => _envelope.ScheduledEnqueueTime;

    public DateTimeOffset ExpiresAt => _envelope.ExpiresAt;

    public string? DeadLetterReason => Text(DeadLetterReasonKey);

    public string? DeadLetterErrorDescription => Text(DeadLetterDescriptionKey);

    public string? DeadLetterSource => _envelope.DeadLetterSource;

    public ServiceBusMessageState State { get; internal init; }

    internal Guid LockTokenGuid { get; init; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private string? Text(string key) =>
        _properties.TryGetValue(key, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
