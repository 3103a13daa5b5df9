using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Domain.Json;
using Support.Platform.Bus;
using Support.Platform.Storage;

namespace Support.Platform.Graph;

/// <summary>
/// The queue between Graph's notifications, which want an answer within three seconds, and what is done about them.
/// </summary>
public sealed class GraphTasks(ServiceBusClient bus, RandomNumberGenerator random)
{
    // A message has a few hundred bytes, at most 1,500: a batch stays below the 256 KiB that one send may carry.
    private const int BatchMax = 100;

    private readonly ServiceBusSender _queue = bus.CreateSender(BusNames.GraphMail);

    /// <summary>Puts tasks into the queue. A mail that is in it already is not put there twice.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="at">When they become due; null for at once.</param>
    /// <param name="cancellationToken">Gives up; what was sent is sent, and may be sent again.</param>
    public async Task SendAsync(IReadOnlyCollection<GraphTask> tasks, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        foreach (GraphTask[] batch in tasks.Chunk(BatchMax))
        {
            await _queue.SendMessagesAsync(batch.Select(task => Message(task, at)), cancellationToken);
        }
    }

    private ServiceBusMessage Message(GraphTask task, DateTimeOffset? at)
    {
        var message = new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(task, SupportJson.Options)))
        {
            // An event of the subscription's life counts each time that it comes; a mail is fetched once.
            MessageId = task.Kind == GraphTaskKind.Fetch && at is null
                ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(task.Id!)))
                : random.NewName(),
            Subject = "graphMail",
            ContentType = "application/json",
        };
        if (at is { } due)
        {
            message.ScheduledEnqueueTime = due;
        }

        return message;
    }
}
