using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>What the broker makes of a message when it takes it in.</summary>
internal static class Outgoing
{
    private static long _lastSequenceNumber;

    public static Envelope Wrap(ServiceBusMessage message, DateTimeOffset now, bool isCancellable)
    {
        DateTimeOffset due = message.ScheduledEnqueueTime > now ? message.ScheduledEnqueueTime : default;
        return new Envelope
        {
            MessageId = message.MessageId ?? Guid.NewGuid().ToString("N"),
            SequenceNumber = NextSequenceNumber(),

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

    /// <summary>Rising and unique within the process; across processes as unique as their clocks' microseconds.</summary>
    private static long NextSequenceNumber()
    {
        long now = LocalClock.Transport.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            long last = Interlocked.Read(ref _lastSequenceNumber);
            long next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _lastSequenceNumber, next, last) == last)
            {
                return next;
            }
        }
    }
}
