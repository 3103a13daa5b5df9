using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>Why a message is put aside, in the words that the broker uses.</summary>
internal sealed record DeadLetter(string? Reason, string? Description)
{
    /// <summary>The most characters that a reason or a description may have.</summary>
    public const int LongestReason = 4096;

    public static DeadLetter Expired { get; } =
        new("TTLExpiredException", "The message expired and was dead lettered.");

    public static DeadLetter Unreadable { get; } =
        new("UnreadableMessage", "What lies in the storage queue is no message of this bus, or its blob is gone.");

    public IDictionary<string, object>? Properties { get; init; }

    public static DeadLetter TooManyDeliveries(EntityProperties properties) => new(
        "MaxDeliveryCountExceeded",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Message could not be consumed after {properties.MaxDeliveryCount} delivery attempts."));

    public static Envelope WithProperties(Envelope envelope, IEnumerable<KeyValuePair<string, object>> changes)
    {
        Dictionary<string, object> properties = PropertyCodec.Decode(envelope.Properties);
        foreach ((string name, object value) in changes)
        {
            properties[name] = value;
        }

        return envelope with { Properties = PropertyCodec.Encode(properties) };
    }

    /// <summary>The message as it is to lie among the dead letters: there it never expires and is due at once.</summary>
    public Envelope Address(Envelope envelope, string source)
    {
        var changes = new Dictionary<string, object>(Properties ?? new Dictionary<string, object>(), StringComparer.Ordinal);
        if (Reason is not null)
        {
            changes[ServiceBusReceivedMessage.DeadLetterReasonKey] = Reason;
        }

        if (Description is not null)
        {
            changes[ServiceBusReceivedMessage.DeadLetterDescriptionKey] = Description;
        }

        return WithProperties(envelope, changes) with
        {
            Blob = null,
            UndeliveredDequeues = 0,
            TimeToLiveMilliseconds = null,
            ScheduledEnqueueTime = default,
            Cancellable = false,
            DeadLetterSource = source,
        };
    }
}
