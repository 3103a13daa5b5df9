using System.Text;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to be sent.</summary>
public class ServiceBusMessage
{
    private const int MaxIdLength = 128;

    private BinaryData _body;
    private string? _messageId;
    private string? _partitionKey;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>))
    {
    }

    public ServiceBusMessage(string? body)
        : this(Encoding.UTF8.GetBytes(body ?? ""))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _body = body;
    }

    /// <summary>Makes a message to send on from one that was received; what the broker added is left behind.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        _body = receivedMessage.Body;
        _messageId = receivedMessage.MessageId;
        _partitionKey = receivedMessage.PartitionKey;
        _timeToLive = receivedMessage.TimeToLive;
        Subject = receivedMessage.Subject;
        CorrelationId = receivedMessage.CorrelationId;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        To = receivedMessage.To;
        foreach ((string name, object value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.DeadLetterReasonKey or ServiceBusReceivedMessage.DeadLetterDescriptionKey))
            {
                ApplicationProperties[name] = value;
            }
        }
    }

    public BinaryData Body
    {
        get => _body;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _body = value;
        }
    }

    /// <summary>Names the message to duplicate detection; one is made up on sending when it is left out.</summary>
    public string? MessageId
    {
        get => _messageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxIdLength, nameof(value));
            _messageId = value;
        }
    }

    public string? PartitionKey
    {
        get => _partitionKey;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value?.Length ?? 0, MaxIdLength, nameof(value));
            _partitionKey = value;
        }
    }

    public string? Subject { get; set; }

    public string? CorrelationId { get; set; }

    public string? ContentType { get; set; }

    public string? ReplyTo { get; set; }

    public string? To { get; set; }

    /// <summary>How long the message is of use; the entity's own limit applies when it is shorter.</summary>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _timeToLive = value;
        }
    }

    /// <summary>When the message is to become receivable, by <see cref="Support.Local.LocalClock.Business"/>; default for at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
