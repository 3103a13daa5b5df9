using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Domain.Json;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Mail;

namespace Support.Functions.Notifications.Notices;

/// <summary>A notice on its way through the queue <c>notices</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="Notice">The notice.</param>
public sealed record RetriedNotice(TicketId TicketId, Notice Notice)
{
    /// <summary>The notice of a message.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static RetriedNotice Read(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<RetriedNotice>(message.Body.ToMemory().Span, SupportJson.Options)
        ?? throw new JsonException("The message is empty.");
}

/// <summary>Brings a notice back when it is worth another attempt: soon at first, then ever later, for about a day.</summary>
public sealed class NoticeRetries(ServiceBusClient bus)
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    private readonly ServiceBusSender _queue = bus.CreateSender(BusNames.Notices);

    /// <summary>Whether a notice that has failed so often is tried again.</summary>
    public static bool IsWorthAnother(int attempts) => attempts <= Delays.Length;

    /// <summary>How long to wait after so many failed attempts.</summary>
    public static TimeSpan Delay(int attempts) => Delays[attempts - 1];

    /// <summary>Schedules an attempt.</summary>
    public Task ScheduleAsync(TicketId ticketId, Notice notice, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var message = new ServiceBusMessage(BinaryData.FromBytes(
            JsonSerializer.SerializeToUtf8Bytes(new RetriedNotice(ticketId, notice), SupportJson.Options)))
        {
            MessageId = $"{MailThread.OperationId(ticketId, notice):N}-{at.UtcTicks}",
            Subject = "noticeRetry",
            ContentType = "application/json",
            ScheduledEnqueueTime = at,
        };
        return _queue.SendMessageAsync(message, cancellationToken);
    }
}
