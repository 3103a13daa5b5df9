using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Platform.Bus;

namespace Support.Platform.Mirrors;

/// <summary>A system that is to be told of a ticket, on its way through the queue <c>mirrors</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="Source">The system.</param>
public sealed record MirrorRetry(TicketId TicketId, string Source)
{
    /// <summary>The retry of a message.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static MirrorRetry Read(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<MirrorRetry>(message.Body.ToMemory().Span, SupportJson.Options)
        ?? throw new JsonException("The message is empty.");
}

/// <summary>Comes back to what could not be told.</summary>
public sealed class MirrorRetries(ServiceBusClient bus)
{
    private readonly ServiceBusSender _queue = bus.CreateSender(BusNames.Mirrors);

    /// <summary>Schedules an attempt.</summary>
    public Task ScheduleAsync(MirrorRetry retry, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var message = new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(retry, SupportJson.Options)))
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{retry.TicketId}-{retry.Source}-{at.UtcTicks}"),
            Subject = "mirrorRetry",
            ContentType = "application/json",
            ScheduledEnqueueTime = at,
        };
        return _queue.SendMessageAsync(message, cancellationToken);
    }
}
