using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Makes what only the broker can make, for tests.</summary>
public static class ServiceBusModelFactory
{
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = default,
        string? messageId = default,
        string? partitionKey = default,
        string? viaPartitionKey = default,
        string? sessionId = default,
        string? replyToSessionId = default,
        TimeSpan timeToLive = default,
        string? correlationId = default,
        string? subject = default,
        string? to = default,
        string? contentType = default,
        string? replyTo = default,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object>? properties = default,
        Guid lockTokenGuid = default,
        int deliveryCount = default,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string? deadLetterSource = default,
        long enqueuedSequenceNumber = default,
        DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = default)
    {
        if (viaPartitionKey is not null || sessionId is not null || replyToSessionId is not null)
        {
            throw new NotSupportedException("The Local flavour has neither sessions nor transactions across entities.");
        }

        var envelope = new Envelope
        {
            MessageId = messageId,
            PartitionKey = partitionKey,
            TimeToLive = timeToLive == default ? TimeSpan.MaxValue : timeToLive,
            CorrelationId = correlationId,
            Subject = subject,
            To = to,
            ContentType = contentType,
            ReplyTo = replyTo,
            ScheduledEnqueueTime = scheduledEnqueueTime,
            Properties = PropertyCodec.Encode(properties),
            SequenceNumber = sequenceNumber,
            DeadLetterSource = deadLetterSource,
            EnqueuedTime = enqueuedTime,
        }.WithBody(body ?? BinaryData.Empty);
        return new ServiceBusReceivedMessage(envelope)
        {
            LockTokenGuid = lockTokenGuid,
            DeliveryCount = deliveryCount,
            LockedUntil = lockedUntil,
            EnqueuedSequenceNumber = enqueuedSequenceNumber,
            State = serviceBusMessageState,
        };
    }

    /// <summary>A batch that fills the given list, for tests of code that sends batches.</summary>
    public static ServiceBusMessageBatch ServiceBusMessageBatch(
        long batchSizeBytes,
        IList<ServiceBusMessage> batchMessageStore,
        CreateMessageBatchOptions? batchOptions = default,
        Func<ServiceBusMessage, bool>? tryAddCallback = default) =>
        new(batchMessageStore, batchOptions?.MaxSizeInBytes ?? MessageSize.Limit, batchSizeBytes, tryAddCallback);
}
