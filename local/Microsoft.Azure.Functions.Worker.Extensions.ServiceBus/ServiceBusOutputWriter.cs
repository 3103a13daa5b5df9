using System.Collections;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Sends a function's answer: text and bytes as they are, everything else as JSON, a collection as one message each.</summary>
internal sealed class ServiceBusOutputWriter(ServiceBusConnections connections) : IOutputWriter
{
    public bool Handles(OutputBindingAttribute attribute) => attribute is ServiceBusOutputAttribute;

    public async Task WriteAsync(OutputBindingAttribute attribute, object value, CancellationToken cancellationToken)
    {
        var output = (ServiceBusOutputAttribute)attribute;
        ServiceBusSender sender = connections.Sender(output.Connection, output.QueueOrTopicName);
        IEnumerable<object> values = value is IEnumerable collection and not (string or byte[] or IDictionary)
            ? collection.Cast<object>()
            : [value];
        await sender.SendMessagesAsync(values.Select(ToMessage), cancellationToken);
    }

    private static ServiceBusMessage ToMessage(object value) => new(JsonInput.ToBody(value))
    {
        ContentType = value is string or byte[] or BinaryData ? null : "application/json",
    };
}
