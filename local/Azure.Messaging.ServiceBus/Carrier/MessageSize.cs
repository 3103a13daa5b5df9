using System.Globalization;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>What a message weighs towards the limit of the Standard tier: its body and all that is said beside it.</summary>
internal static class MessageSize
{
    public const long Limit = 256 * 1024;

    // What AMQP adds to a message and to a property, in round figures.
    private const int MessageOverhead = 64;
    private const int PropertyOverhead = 8;

    public static long Of(ServiceBusMessage message)
    {
        long size = MessageOverhead + message.Body.ToMemory().Length;
        foreach (string? text in (ReadOnlySpan<string?>)
        [
            message.MessageId, message.Subject, message.CorrelationId, message.ContentType,
            message.ReplyTo, message.To, message.PartitionKey,
        ])
        {
            size += Encoding.UTF8.GetByteCount(text ?? "");
        }

        foreach ((string name, object value) in message.ApplicationProperties)
        {
            size += PropertyOverhead
                + Encoding.UTF8.GetByteCount(name)
                + Encoding.UTF8.GetByteCount(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        return size;
    }

    public static void ThrowIfOverLimit(long size, string entityPath)
    {
        if (size > Limit)
        {
            throw new ServiceBusException(
                $"{size} bytes are more than the {Limit} that one send to this entity may have.",
                ServiceBusFailureReason.MessageSizeExceeded,
                entityPath);
        }
    }
}
