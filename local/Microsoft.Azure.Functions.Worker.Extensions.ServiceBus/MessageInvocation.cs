using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Makes the invocation for received messages.</summary>
internal static class MessageInvocation
{
    // Senders with and without OpenTelemetry name the same thing differently.
    private static readonly string[] TraceProperties = ["traceparent", "Diagnostic-Id"];

    public static Invocation Of(
        FunctionDescriptor function, IReadOnlyList<ServiceBusReceivedMessage> messages, Microsoft.Azure.Functions.Worker.ServiceBusMessageActions actions)
    {
        // A batch has many traces and so belongs to none, and its messages' data stand side by side.
        ServiceBusReceivedMessage? only = messages.Count == 1 ? messages[0] : null;
        return new Invocation(function)
        {
            BindingData = () => only is null ? BatchData(messages) : BindingData(only),
            Features =
            [
                KeyValuePair.Create<Type, object>(typeof(ReceivedMessages), new ReceivedMessages(messages)),
                KeyValuePair.Create<Type, object>(typeof(Microsoft.Azure.Functions.Worker.ServiceBusMessageActions), actions),
            ],
            TraceParent = only is null ? null : TraceProperties.Select(name => Text(only, name)).FirstOrDefault(trace => trace is not null),
            TraceState = only is null ? null : Text(only, "tracestate"),
        };
    }

    private static string? Text(ServiceBusReceivedMessage message, string property) =>
        message.ApplicationProperties.TryGetValue(property, out object? value) ? value as string : null;

    // As it crosses from the host to the worker in Azure: text as it is, everything else as its JSON.
    private static Dictionary<string, object?> BindingData(ServiceBusReceivedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["ApplicationProperties"] = Json(message.ApplicationProperties),
        ["ContentType"] = message.ContentType,
        ["CorrelationId"] = message.CorrelationId,
        ["DeadLetterErrorDescription"] = message.DeadLetterErrorDescription,
        ["DeadLetterReason"] = message.DeadLetterReason,
        ["DeadLetterSource"] = message.DeadLetterSource,
        ["DeliveryCount"] = Json(message.DeliveryCount),
        ["EnqueuedTimeUtc"] = Json(message.EnqueuedTime.UtcDateTime),
        ["ExpiresAtUtc"] = Json(message.ExpiresAt.UtcDateTime),
        ["Label"] = message.Subject,
        ["LockToken"] = message.LockToken,
        ["MessageId"] = message.MessageId,
        ["ReplyTo"] = message.ReplyTo,
        ["SequenceNumber"] = Json(message.SequenceNumber),
        ["Subject"] = message.Subject,
        ["To"] = message.To,
        ["UserProperties"] = Json(message.ApplicationProperties),
    };

    private static Dictionary<string, object?> BatchData(IReadOnlyList<ServiceBusReceivedMessage> messages) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["ApplicationPropertiesArray"] = Json(messages.Select(message => message.ApplicationProperties)),
        ["ContentTypeArray"] = Json(messages.Select(message => message.ContentType)),
        ["CorrelationIdArray"] = Json(messages.Select(message => message.CorrelationId)),
        ["DeliveryCountArray"] = Json(messages.Select(message => message.DeliveryCount)),
        ["EnqueuedTimeUtcArray"] = Json(messages.Select(message => message.EnqueuedTime.UtcDateTime)),
        ["LockTokenArray"] = Json(messages.Select(message => message.LockToken)),
        ["MessageIdArray"] = Json(messages.Select(message => message.MessageId)),
        ["SequenceNumberArray"] = Json(messages.Select(message => message.SequenceNumber)),
        ["SubjectArray"] = Json(messages.Select(message => message.Subject)),
    };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
