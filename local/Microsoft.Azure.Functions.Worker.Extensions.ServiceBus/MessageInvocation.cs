using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Makes the invocation for received messages.</summary>
internal static class MessageInvocation
{
    private const string TraceProperty = "Diagnostic-Id";

    public static Invocation Of(FunctionDescriptor function, IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions) =>
        new(function)
        {
            BindingData = () => BindingData(messages[0]),
            Features =
            [
                KeyValuePair.Create<Type, object>(typeof(ReceivedMessages), new ReceivedMessages(messages)),
                KeyValuePair.Create<Type, object>(typeof(ServiceBusMessageActions), actions),
            ],

            // A batch has many traces and so belongs to none.
            TraceParent = messages.Count == 1 && messages[0].ApplicationProperties.TryGetValue(TraceProperty, out object? trace) ? trace as string : null,
        };

    private static Dictionary<string, object?> BindingData(ServiceBusReceivedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message.MessageId,
        ["DeliveryCount"] = message.DeliveryCount,
        ["SequenceNumber"] = message.SequenceNumber,
        ["LockToken"] = message.LockToken,
        ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
        ["CorrelationId"] = message.CorrelationId,
        ["Subject"] = message.Subject,
        ["ContentType"] = message.ContentType,
        ["ApplicationProperties"] = message.ApplicationProperties,
    };
}
