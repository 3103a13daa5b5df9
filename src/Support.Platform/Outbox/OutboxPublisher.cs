using System.Diagnostics;
using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Domain.Tickets;
using Support.Platform.Bus;

namespace Support.Platform.Outbox;

/// <summary>
/// Publishes commits in the background, so that who submitted a ticket need not wait for the bus. What it does not get
/// done (a crash, a bus that stays away) the sweep does: the intent is deleted only after publishing.
/// </summary>
public sealed partial class OutboxPublisher(ServiceBusClient bus, OutboxIntents intents, ILogger<OutboxPublisher> logger)
    : IHostedService, IAsyncDisposable
{
    private const int Lanes = 4;
    private const int BatchMax = 16;

    // Beyond this the commits are left to the sweep instead of to memory.
    private const int BacklogPerLane = 2_500;

    private readonly ServiceBusSender _topic = bus.CreateSender(BusNames.TicketEvents);
    private readonly Channel<Pending>[] _lanes =
        [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateBounded<Pending>(BacklogPerLane))];

    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stopped = new();
    private Task _publishing = Task.CompletedTask;

    /// <summary>Hands a commit over for publishing. Commits of one ticket are published in the order in which they come here.</summary>
    public void Enqueue(TicketChange change, OutboxIntent intent)
    {
        if (!LaneOf(change.TicketId).Writer.TryWrite(new Pending(change, intent, Activity.Current?.Id)))
        {
            LogBacklogFull(change.TicketId.Value);
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _publishing = Task.WhenAll(_lanes.Select(lane => PublishAsync(lane.Reader, _stopped.Token)));
        return Task.CompletedTask;
    }

    /// <summary>Publishes what it was handed, for as long as the host can wait; the rest is the sweep's.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (Channel<Pending> lane in _lanes)
        {
            lane.Writer.TryComplete();
        }

        using CancellationTokenRegistration hurry = cancellationToken.Register(_stopped.Cancel);
        try
        {
            await _publishing;
        }
        catch (OperationCanceledException)
        {
            // The host could not wait.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Twice over: it is registered as itself and as a hosted service.
        if (!_stopped.IsCancellationRequested)
        {
            await StopAsync(new CancellationToken(canceled: true));
            _stopped.Dispose();
        }
    }

    // The check character spreads tickets over the lanes and keeps each in its own.
    private Channel<Pending> LaneOf(TicketId id) => _lanes[id.Value[^1] % Lanes];

    private async Task PublishAsync(ChannelReader<Pending> lane, CancellationToken stoppingToken)
    {
        var batch = new List<Pending>(BatchMax);
        while (await lane.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < BatchMax && lane.TryRead(out Pending? next))
            {
                batch.Add(next);
            }

            try
            {
                await PublishAsync(batch, stoppingToken);
            }
            catch (Exception error)
            {
                // Whatever it was, the intents are still there and the sweep goes by them.
                LogNotPublished(error, batch.Count);
                batch.Clear();
            }
        }
    }

    private async Task PublishAsync(List<Pending> batch, CancellationToken stoppingToken)
    {
        while (batch.Count > 0)
        {
            using ServiceBusMessageBatch messages = await _topic.CreateMessageBatchAsync(stoppingToken);
            while (messages.Count < batch.Count && messages.TryAddMessage(Message(batch[messages.Count])))
            {
                // As many as one send may carry.
            }

            if (messages.Count == 0)
            {
                LogTooLarge(batch[0].Change.TicketId.Value);
                batch.RemoveAt(0);
                continue;
            }

            int sent = messages.Count;
            await _topic.SendMessagesAsync(messages, stoppingToken);
            batch.GetRange(0, sent).ForEach(pending => intents.Complete(pending.Intent));
            batch.RemoveRange(0, sent);
        }
    }

    private static ServiceBusMessage Message(Pending pending) => ChangeMessage.Of(pending.Change, pending.TraceParent);

    [LoggerMessage(4002, LogLevel.Warning, "{Count} commits could not be published; the sweep will.")]
    private partial void LogNotPublished(Exception error, int count);

    [LoggerMessage(4003, LogLevel.Warning, "The publishing backlog is full; the sweep will publish {TicketId}.")]
    private partial void LogBacklogFull(string ticketId);

    [LoggerMessage(4005, LogLevel.Error, "A change of {TicketId} is larger than a message may be.")]
    private partial void LogTooLarge(string ticketId);

    private sealed record Pending(TicketChange Change, OutboxIntent Intent, string? TraceParent);
}
