using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Domain.Json;
using Support.Platform.Outbox;

namespace Support.Platform.Bus;

/// <summary>A <see cref="TicketChange"/> as a message and back.</summary>
public static class ChangeMessage
{
    /// <summary>The message of a change.</summary>
    public static ServiceBusMessage Of(TicketChange change, string? traceParent)
    {
        var message = new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(change, SupportJson.Options)))
        {
            MessageId = $"{change.TicketId}-{change.Version}",
            Subject = "ticketChanged",
            ContentType = "application/json",
            CorrelationId = change.TicketId.Value,
        };
        message.ApplicationProperties["ticketId"] = change.TicketId.Value;
        message.ApplicationProperties["version"] = change.Version;
        if (traceParent is not null)
        {
            // The name under which Azure's own libraries carry a W3C traceparent over Service Bus.
            message.ApplicationProperties["Diagnostic-Id"] = traceParent;
        }

        return message;
    }

    /// <summary>The change of a message.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TicketChange Read(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<TicketChange>(message.Body.ToMemory().Span, SupportJson.Options)
        ?? throw new JsonException("The message is empty.");
}
