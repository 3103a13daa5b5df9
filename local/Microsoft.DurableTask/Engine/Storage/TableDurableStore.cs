using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Support.Local.Durable;

/// <summary>
/// The store in tables. An instance is a partition: its row (with the end of its history), full pages of its history, and
/// its inbox; so a turn is one transaction, or, as a rule, one update. The timers' index is a table of its own.
/// </summary>
/// <remarks>
/// Reads go by both keys: to Azurite any other query is a look at every row of the table, and only a restart and a query
/// of a client's ask for that.
/// </remarks>
internal sealed partial class TableDurableStore : IDurableStore
{
    private const int MaxOperations = 100;
    private const string Content = "Content";
    private const string TableNotFound = "TableNotFound";

    private readonly TableClient _instances;
    private readonly TableClient _timers;

    public TableDurableStore(TableServiceClient tables, DurableTaskEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(options);
        string hub = string.Concat(options.HubName.Where(char.IsAsciiLetterOrDigit));
        _instances = tables.GetTableClient(hub + "Instances");
        _timers = tables.GetTableClient(hub + "Timers");
    }

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await _instances.CreateIfNotExistsAsync(cancellationToken);
        await _timers.CreateIfNotExistsAsync(cancellationToken);
    }

    public async Task<InstanceRecord?> CreateAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        try
        {
            TableEntity row = InstanceRow.Write(record, record.ExecutionId);
            Response response = await WithTablesAsync(() => _instances.AddEntityAsync(row, cancellationToken), cancellationToken);
            return record with { ETag = response.Headers.ETag!.Value.ToString() };
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            return null;
        }
    }

    public async Task<InstanceRecord?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        await ReadRowAsync(instanceId, TableKeys.InstanceRow, cancellationToken) is { } entity ? InstanceRow.Read(entity) : null;

    public async Task<string> ReadPagesAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        for (int page = 0; page < record.PageCount; page++)
        {
            string row = TableKeys.PageRow(record.Generation, page);
            TableEntity entity = await ReadRowAsync(record.InstanceId, row, cancellationToken)
                ?? throw new InvalidOperationException($"Page {page} of the history of '{record.InstanceId}' is missing.");
            text.Append(ChunkedText.Read(entity, Content));
        }

        return text.ToString();
    }

    public async Task<InstanceRecord?> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            ETag written = await WithTablesAsync(() => WriteAsync(commit, cancellationToken), cancellationToken);
            return commit.Record with { ETag = written.ToString() };
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && exception.ErrorCode != TableNotFound)
        {
            // Perhaps this very commit was made by an attempt whose answer was lost.
            TableEntity? entity = await ReadRowAsync(commit.Record.InstanceId, TableKeys.InstanceRow, cancellationToken);
            return entity is not null && InstanceRow.IsWrittenBy(entity, commit)
                ? commit.Record with { ETag = entity.ETag.ToString() }
                : null;
        }
    }

    public async Task<bool> DeleteAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        string partition = TableKeys.Partition(record.InstanceId);
        int pages = Math.Min(record.PageCount, MaxOperations - 1);
        try
        {
            if (pages == 0)
            {
                await _instances.DeleteEntityAsync(partition, TableKeys.InstanceRow, InstanceRow.ETagOf(record), cancellationToken);
                return true;
            }

            var row = new TableEntity(partition, TableKeys.InstanceRow);
            var actions = new List<TableTransactionAction> { new(TableTransactionActionType.Delete, row, InstanceRow.ETagOf(record)) };
            actions.AddRange(Enumerable.Range(0, pages).Select(page => Delete(new TableEntity(partition, TableKeys.PageRow(record.Generation, page)))));
            await _instances.SubmitTransactionAsync(actions, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412 && exception.ErrorCode != TableNotFound)
        {
            return false;
        }

        await DeletePagesAsync(partition, record.Generation, pages, record.PageCount, cancellationToken);
        return true;
    }

    public Task<PendingWork> ReadPendingAsync(CancellationToken cancellationToken) =>
        WithTablesAsync(() => FindPendingAsync(cancellationToken), cancellationToken);

    public Task<InstancePage> QueryAsync(InstanceFilter filter, CancellationToken cancellationToken) =>
        WithTablesAsync(() => FindAsync(filter, cancellationToken), cancellationToken);

    private async Task<PendingWork> FindPendingAsync(CancellationToken cancellationToken)
    {
        (string from, string to) = TableKeys.MessageRows;
        string filter = $"{InstanceRow.Active} eq true or (RowKey ge '{from}' and RowKey lt '{to}')";
        var instances = new List<InstanceRecord>();
        var messages = new List<InboxMessage>();
        await foreach (TableEntity entity in _instances.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (entity.RowKey == TableKeys.InstanceRow)
            {
                instances.Add(InstanceRow.Read(entity));
            }
            else
            {
                messages.Add(JsonSerializer.Deserialize(ChunkedText.Read(entity, Content)!, StorageJson.Default.InboxMessage)!);
            }
        }

        return new PendingWork(instances, messages);
    }

    private async Task<InstancePage> FindAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> found = _instances.QueryAsync<TableEntity>(Text(filter), filter.PageSize, cancellationToken: cancellationToken);
        await foreach (Azure.Page<TableEntity> page in found.AsPages(filter.ContinuationToken, filter.PageSize))
        {
            return new InstancePage([.. page.Values.Select(InstanceRow.Read)], page.ContinuationToken);
        }

        return new InstancePage([], null);
    }

    private static string Text(InstanceFilter filter)
    {
        var conditions = new List<string> { $"RowKey eq '{TableKeys.InstanceRow}'" };
        if (!string.IsNullOrEmpty(filter.InstanceIdPrefix))
        {
            string prefix = TableKeys.Partition(filter.InstanceIdPrefix);
            conditions.Add($"PartitionKey ge '{prefix}' and PartitionKey lt '{TableKeys.After(prefix)}'");
        }

        if (filter.CreatedFrom is { } from)
        {
            conditions.Add($"{InstanceRow.CreatedAt} ge datetime'{Text(from)}'");
        }

        if (filter.CreatedTo is { } to)
        {
            conditions.Add($"{InstanceRow.CreatedAt} le datetime'{Text(to)}'");
        }

        if (filter.ParentInstanceId is { } parent)
        {
            conditions.Add($"{InstanceRow.ParentId} eq '{parent.Replace("'", "''", StringComparison.Ordinal)}'");
        }

        if (filter.Statuses is { Count: > 0 } statuses)
        {
            conditions.Add("(" + string.Join(" or ", statuses.Select(status => $"{InstanceRow.Status} eq {(int)status}")) + ")");
        }

        return string.Join(" and ", conditions);
    }

    /// <summary>
    /// Makes the tables if they are not there: a client may come before the engine has started, and an emulator may come
    /// back empty.
    /// </summary>
    private async Task<T> WithTablesAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableNotFound)
        {
            await InitializeAsync(cancellationToken);
            return await step();
        }
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private async Task<TableEntity?> ReadRowAsync(string instanceId, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> response = await _instances.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Partition(instanceId), row, cancellationToken: cancellationToken);
        return response.HasValue ? response.Value : null;
    }
}
