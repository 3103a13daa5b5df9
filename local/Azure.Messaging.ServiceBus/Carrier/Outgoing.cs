using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>What the broker makes of a message when it takes it in.</summary>
internal static class Outgoing
{
    public static Envelope Wrap(ServiceBusMessage message, DateTimeOffset now, bool isCancellable)
    {
        DateTimeOffset due = message.ScheduledEnqueueTime > now ? message.ScheduledEnqueueTime : default;
        return new Envelope
        {
            MessageId = message.MessageId ?? LocalIdentity.NewGuid().ToString("N"),
            SequenceNumber = SharedBus.Current.NextSequenceNumber(),

            // As the broker has it: a scheduled message is enqueued when its time has come.
            EnqueuedTime = due == default ? now : due,
            ScheduledEnqueueTime = due,
            Cancellable = isCancellable && due != default,
            TimeToLive = message.TimeToLive,
            Subject = message.Subject,
            CorrelationId = message.CorrelationId,
            ContentType = message.ContentType,
            ReplyTo = message.ReplyTo,
            To = message.To,
            PartitionKey = message.PartitionKey,
            Properties = PropertyCodec.Encode(message.ApplicationProperties),
        }.WithBody(message.Body);
    }

    public static Envelope ForEntity(Envelope envelope, EntityProperties properties) =>
        properties.DefaultMessageTimeToLive < envelope.TimeToLive
            ? envelope with { TimeToLive = properties.DefaultMessageTimeToLive }
            : envelope;
}
