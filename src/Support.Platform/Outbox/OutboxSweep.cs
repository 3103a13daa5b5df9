using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Storage;
using Support.Platform.Tickets;

namespace Support.Platform.Outbox;

/// <summary>Publishes what a crash or an absent bus left unpublished.</summary>
public sealed partial class OutboxSweep(
    TableServiceClient tables, TicketStore tickets, ServiceBusClient bus, TimeProvider time, ILogger<OutboxSweep> logger)
{
    /// <summary>Younger intents are left to the process that wrote them.</summary>
    public static readonly TimeSpan AgeMin = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long an intent without a commit is kept: a commit may be on its way to storage for as long as the client tries
    /// again, and an intent deleted before it arrives would leave it unpublished if the process died then.
    /// </summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(10);

    private readonly TableClient _outbox = tables.GetTableClient(TableNames.Outbox);
    private readonly ServiceBusSender _topic = bus.CreateSender(BusNames.TicketEvents);
    private readonly ILogger _logger = logger;

    /// <summary>
    /// Publishes the commits behind intents older than <see cref="AgeMin"/> and deletes these; intents without a commit are
    /// deleted after <see cref="AbandonedAfter"/>. Returns how many commits it published.
    /// </summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int published = 0;
        DateTimeOffset now = time.GetUtcNow();
        string filter = TableClient.CreateQueryFilter($"At lt {now - AgeMin}");
        await foreach (TableEntity row in _outbox.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            TicketChange? change = await UnpublishedAsync(row, cancellationToken);
            bool sent = change is not null && await TrySendAsync(change, cancellationToken);
            if (sent || (change is null && row.GetDateTimeOffset("At") < now - AbandonedAfter))
            {
                await _outbox.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            }

            published += sent ? 1 : 0;
        }

        if (published > 0)
        {
            LogPublished(published);
        }

        return published;
    }

    // Null when there is no ticket or no later event: the process died between the intent and the commit, or is at it.
    private async Task<TicketChange?> UnpublishedAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var id = TicketId.Parse(row.GetString("TicketId"));
        if (await tickets.FindAsync(id, cancellationToken) is not { } stored)
        {
            return null;
        }

        IReadOnlyList<TicketEvent> events = await tickets.EventsAsync(
            id, row.GetInt32("AfterVersion") ?? 0, stored.Ticket.Version, cancellationToken);
        return events.Count == 0 ? null : new TicketChange
        {
            TicketId = id,
            Version = stored.Ticket.Version,
            Events = events,
            Ticket = stored.Ticket,
        };
    }

    private async Task<bool> TrySendAsync(TicketChange change, CancellationToken cancellationToken)
    {
        try
        {
            await _topic.SendMessageAsync(ChangeMessage.Of(change, traceParent: null), cancellationToken);
            return true;
        }
        catch (ServiceBusException error) when (!error.IsTransient)
        {
            // The bus will not take this one, now or later; the others must not wait behind it.
            LogRefused(error, change.TicketId.Value);
            return false;
        }
    }

    [LoggerMessage(4004, LogLevel.Information, "The sweep published {Count} commits that were left unpublished.")]
    private partial void LogPublished(int count);

    [LoggerMessage(4006, LogLevel.Error, "The bus refuses a change of {TicketId}; its intent stays.")]
    private partial void LogRefused(Exception error, string ticketId);
}
