using System.Collections;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Options;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Sends a function's answer: text and bytes as they are, everything else as JSON, a collection as one message each.</summary>
internal sealed class ServiceBusOutputWriter(ServiceBusConnections connections, IOptions<JsonSerializerOptions> json) : IOutputWriter
{
    public bool Handles(OutputBindingAttribute attribute) => attribute is ServiceBusOutputAttribute;

    public string? Mistake(Type type) =>
        type == typeof(ServiceBusMessage) || (type.IsAssignableTo(typeof(IEnumerable<ServiceBusMessage>)))
            ? "returns a ServiceBusMessage as an output, which would be sent as its JSON: return the body, or send it by a ServiceBusSender."
            : null;

    public async Task WriteAsync(OutputBindingAttribute attribute, object value, CancellationToken cancellationToken)
    {
        var output = (ServiceBusOutputAttribute)attribute;
        ServiceBusSender sender = connections.Sender(output.Connection, output.QueueOrTopicName);
        IEnumerable<object> values = value is IEnumerable collection and not (string or byte[] or IDictionary)
            ? collection.Cast<object>()
            : [value];
        await sender.SendMessagesAsync(values.Select(ToMessage), cancellationToken);
    }

    private ServiceBusMessage ToMessage(object value) => new(JsonInput.ToBody(value, json.Value))
    {
        ContentType = value is string or byte[] or BinaryData ? null : "application/json",
    };
}
