using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Tickets;

/// <summary>
/// Tickets in Table Storage. A ticket is one partition: <c>head</c> (snapshot), <c>e-…</c> (the events of one commit), <c>m-…</c>
/// (messages), <c>r-…</c> (receipts), and <c>n-…</c> (notices, written by <see cref="Notices.NoticeLog"/>).
/// A commit is one entity-group transaction guarded by the head's ETag.
/// </summary>
public sealed class TicketStore(TableServiceClient tables, RandomNumberGenerator random)
{
    private const string HeadKey = "head";
    private const string CommitProperty = "Commit";
    private readonly TableClient _tickets = tables.GetTableClient(TableNames.Tickets);

    /// <summary>Reads a ticket; null when there is none.</summary>
    public async Task<StoredTicket?> FindAsync(TicketId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row =
            await _tickets.GetEntityIfExistsAsync<TableEntity>(id.Value, HeadKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } head } ? new StoredTicket(Json<Ticket>(head), head.ETag) : null;
    }

    /// <summary>Commits a change. False when another writer was faster (or the ticket exists already): nothing is written then.</summary>
    public async Task<bool> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        string partition = commit.Ticket.Id.Value;
        string commitId = random.NewName();
        TableEntity head = Row(partition, HeadKey, commit.Ticket);
        var actions = new List<TableTransactionAction>(commit.Messages.Count + 3)
        {
            commit.ETag is { } etag
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, etag)
                : new TableTransactionAction(TableTransactionActionType.Add, head),
        };
        if (commit.Events.Count > 0)
        {
            actions.Add(Insert(EventsRow(partition, commit.Events, commitId)));
        }

        actions.AddRange(commit.Messages.Select(m => Insert(MessageRow(partition, m))));
        if (commit.Receipt is { } receipt)
        {
            actions.Add(Insert(Row(partition, ReceiptKey(receipt.KeyHash), receipt)));
        }

        try
        {
            await _tickets.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return commit.Events.Count > 0
                && await IsCommittedAsync(partition, commit.Ticket.Version, commitId, cancellationToken);
        }
    }

    /// <summary>The receipt of a keyed request; null when it was never done.</summary>
    public async Task<Receipt?> FindReceiptAsync(TicketId id, string keyHash, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _tickets.GetEntityIfExistsAsync<TableEntity>(
            id.Value, ReceiptKey(keyHash), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } receipt } ? Json<Receipt>(receipt) : null;
    }

    /// <summary>The events after a version, in order.</summary>
    public async Task<IReadOnlyList<TicketEvent>> EventsAsync(
        TicketId id, int after = 0, int upTo = int.MaxValue, CancellationToken cancellationToken = default)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {id.Value} and RowKey gt {EventsKey(after)} and RowKey lt {"e."}");
        IReadOnlyList<TicketEvent[]> commits = await ReadAsync(filter, Json<TicketEvent[]>, cancellationToken);
        return [.. commits.SelectMany(events => events).Where(happened => happened.Version > after && happened.Version <= upTo)];
    }

    /// <summary>The messages, in order.</summary>
    public async Task<IReadOnlyList<TicketMessage>> MessagesAsync(TicketId id, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {id.Value} and RowKey ge {"m-"} and RowKey lt {"m."}");
        return await ReadAsync(filter, Message, cancellationToken);
    }

    /// <summary>The messages after a number, in order.</summary>
    public async Task<IReadOnlyList<TicketMessage>> MessagesAfterAsync(TicketId id, int after, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {id.Value} and RowKey gt {MessageKey(after)} and RowKey lt {"m."}");
        return await ReadAsync(filter, Message, cancellationToken);
    }

    /// <summary>One message; null when there is none of that number.</summary>
    public async Task<TicketMessage?> FindMessageAsync(TicketId id, int number, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _tickets.GetEntityIfExistsAsync<TableEntity>(
            id.Value, MessageKey(number), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } message } ? Message(message) : null;
    }

    /// <summary>
    /// Whether a commit that storage refuses is there all the same: its answer was lost on the way, the client tried again
    /// and ran into its own rows. Taken for a lost race, its events would never be published.
    /// </summary>
    private async Task<bool> IsCommittedAsync(string partition, int version, string commitId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _tickets.GetEntityIfExistsAsync<TableEntity>(
            partition, EventsKey(version), [CommitProperty], cancellationToken);
        return row is { HasValue: true, Value: { } happened } && happened.GetString(CommitProperty) == commitId;
    }

    private static TableTransactionAction Insert(TableEntity row) => new(TableTransactionActionType.Add, row);

    // By its last event, so that what came after a version is one range of keys.
    private static string EventsKey(int lastVersion) => $"e-{lastVersion:D6}";

    private static string MessageKey(int number) => $"m-{number:D6}";

    private static string ReceiptKey(string keyHash) => $"r-{keyHash}";

    private static TableEntity EventsRow(string partition, IReadOnlyList<TicketEvent> events, string commitId)
    {
        TableEntity row = Row(partition, EventsKey(events[^1].Version), events);
        row[CommitProperty] = commitId;
        return row;
    }

    // The text lies beside the JSON, not in it: escaped, a text of emoji would be six times as long and not fit.
    private static TableEntity MessageRow(string partition, TicketMessage message)
    {
        TableEntity row = Row(partition, MessageKey(message.Number), message with { Text = string.Empty });
        LongText.Write(row, "Text", message.Text);
        return row;
    }

    private static TicketMessage Message(TableEntity row) =>
        Json<TicketMessage>(row) with { Text = LongText.Read(row, "Text") };

    private static TableEntity Row<T>(string partition, string key, T value)
    {
        var row = new TableEntity(partition, key);
        LongText.Write(row, "Data", JsonSerializer.Serialize(value, SupportJson.Options));
        return row;
    }

    private static T Json<T>(TableEntity row) =>
        JsonSerializer.Deserialize<T>(LongText.Read(row, "Data"), SupportJson.Options)
        ?? throw new InvalidOperationException($"The row {row.PartitionKey}/{row.RowKey} is empty.");

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string filter, Func<TableEntity, T> read, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await foreach (TableEntity row in _tickets.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found.Add(read(row));
        }

        return found;
    }
}
