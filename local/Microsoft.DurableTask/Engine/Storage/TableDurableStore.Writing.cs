using Azure;
using Azure.Data.Tables;

namespace Support.Local.Durable;

internal sealed partial class TableDurableStore
{
    /// <summary>What a commit deletes in its own transaction; an orchestrator with more pages than this leaves them to a second one.</summary>
    private const int MaxOldPagesInCommit = 30;

    public async Task AppendMessageAsync(InboxMessage message, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(TableKeys.Partition(message.InstanceId), TableKeys.MessageRow(message.Key));
        ChunkedText.Write(entity, Content, StorageJson.Write(message, StorageJson.Default.InboxMessage));
        try
        {
            await WithTablesAsync(() => _instances.AddEntityAsync(entity, cancellationToken), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // It lies there from an attempt whose answer was lost.
        }
    }

    public async Task<IReadOnlySet<string>> FindMessagesAsync(
        string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            if (await ReadRowAsync(instanceId, TableKeys.MessageRow(key), cancellationToken) is not null)
            {
                found.Add(key);
            }
        }

        return found;
    }

    public async Task DeleteMessagesAsync(string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        string partition = TableKeys.Partition(instanceId);
        foreach (string key in keys)
        {
            await _instances.DeleteEntityAsync(partition, TableKeys.MessageRow(key), ETag.All, cancellationToken);
        }
    }

    public async Task AddTimerPageAsync(TimerPage page, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(TableKeys.TimerPartition, page.Key);
        ChunkedText.Write(entity, Content, page.Content);
        try
        {
            await WithTablesAsync(() => _timers.AddEntityAsync(entity, cancellationToken), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // It was written by an attempt whose answer was lost.
        }
    }

    public async Task DeleteTimerPagesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            await _timers.SubmitTransactionAsync(
                keys.Select(key => Delete(new TableEntity(TableKeys.TimerPartition, key))), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404 && exception.ErrorCode != TableNotFound)
        {
            // One of them is gone already, from an attempt whose answer was lost: then each for itself.
            foreach (string key in keys)
            {
                await _timers.DeleteEntityAsync(TableKeys.TimerPartition, key, ETag.All, cancellationToken);
            }
        }
    }

    public Task<IReadOnlyList<TimerPage>> ReadTimerPagesAsync(CancellationToken cancellationToken) =>
        WithTablesAsync(() => FindTimerPagesAsync(cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<TimerPage>> FindTimerPagesAsync(CancellationToken cancellationToken)
    {
        var pages = new List<TimerPage>();
        await foreach (TableEntity entity in _timers.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            pages.Add(new TimerPage(entity.RowKey, ChunkedText.Read(entity, Content)!));
        }

        return pages;
    }

    private async Task<ETag> WriteAsync(InstanceCommit commit, CancellationToken cancellationToken)
    {
        InstanceRecord record = commit.Record;
        TableEntity row = InstanceRow.Write(record, commit.Id);
        ETag expected = InstanceRow.ETagOf(record);
        (int oldGeneration, int oldPages) = commit.OldPages;
        if (commit.NewPages.Count == 0 && oldPages == 0 && commit.TakenMessages.Count == 0)
        {
            Response response = await _instances.UpdateEntityAsync(row, expected, TableUpdateMode.Replace, cancellationToken);
            return response.Headers.ETag!.Value;
        }

        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpdateReplace, row, expected) };
        int firstPage = record.PageCount - commit.NewPages.Count;
        for (int i = 0; i < commit.NewPages.Count; i++)
        {
            var page = new TableEntity(row.PartitionKey, TableKeys.PageRow(record.Generation, firstPage + i));
            ChunkedText.Write(page, Content, commit.NewPages[i]);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, page));
        }

        int deletedPages = Math.Min(oldPages, MaxOldPagesInCommit);
        for (int page = 0; page < deletedPages; page++)
        {
            actions.Add(Delete(new TableEntity(row.PartitionKey, TableKeys.PageRow(oldGeneration, page))));
        }

        actions.AddRange(commit.TakenMessages.Select(key => Delete(new TableEntity(row.PartitionKey, TableKeys.MessageRow(key)))));
        Response<IReadOnlyList<Response>> responses = await _instances.SubmitTransactionAsync(actions, cancellationToken);
        await DeletePagesAsync(row.PartitionKey, oldGeneration, deletedPages, oldPages, cancellationToken);
        return responses.Value[0].Headers.ETag!.Value;
    }

    private async Task DeletePagesAsync(string partition, int generation, int from, int to, CancellationToken cancellationToken)
    {
        foreach (int[] pages in Enumerable.Range(from, to - from).Chunk(MaxOperations))
        {
            await _instances.SubmitTransactionAsync(
                pages.Select(page => Delete(new TableEntity(partition, TableKeys.PageRow(generation, page)))), cancellationToken);
        }
    }

    private static TableTransactionAction Delete(TableEntity entity) => new(TableTransactionActionType.Delete, entity, ETag.All);
}
