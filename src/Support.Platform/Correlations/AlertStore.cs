using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Alerts;
using Support.Domain.Json;
using Support.Platform.Storage;

namespace Support.Platform.Correlations;

/// <summary>A group as it was read.</summary>
/// <param name="Group">The group.</param>
/// <param name="ETag">What guards the next write; null for a group that is not there yet.</param>
public sealed record StoredAlertGroup(AlertGroup Group, ETag? ETag);

/// <summary>
/// What is remembered of alerts. A group is one partition: <c>group</c>, and a row for each alert, written in one transaction
/// that the group's ETag guards, so that counts are exact however many hosts count. Beside it each alert has a partition
/// that tells its group, which a resolved alert need not name; and the partition <c>due</c> lists the groups that have to be
/// looked at even if nothing more comes.
/// </summary>
public sealed class AlertStore(TableServiceClient tables)
{
    private const string PlaceRow = "place";
    private const string GroupRow = "group";
    private const string DuePartition = "due";
    private const int DueMax = 200;
    private readonly TableClient _rows = tables.GetTableClient(TableNames.Correlations);

    /// <summary>The key of a group.</summary>
    public static string KeyOf(params ReadOnlySpan<string> parts) =>
        $"g-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(parts.ToArray()))).AsSpan(0, 16))}";

    /// <summary>The group that an alert is in; null when it never fired.</summary>
    public async Task<string?> FindPlaceAsync(string alert, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _rows.GetEntityIfExistsAsync<TableEntity>(alert, PlaceRow, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? found.GetString("Group") : null;
    }

    /// <summary>Puts an alert into a group for good; returns the group that it is in, which is another one's choice if that was faster.</summary>
    public async Task<string> PlaceAsync(Alert alert, string group, CancellationToken cancellationToken)
    {
        var row = new TableEntity(alert.Key, PlaceRow) { ["Source"] = alert.Source, ["Fingerprint"] = alert.Fingerprint, ["Group"] = group };
        try
        {
            await _rows.AddEntityAsync(row, cancellationToken);
            return group;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindPlaceAsync(alert.Key, cancellationToken) ?? throw new InvalidOperationException("An alert's place is there and cannot be read.");
        }
    }

    /// <summary>Reads a group; null when there is none.</summary>
    public async Task<StoredAlertGroup?> FindGroupAsync(string group, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _rows.GetEntityIfExistsAsync<TableEntity>(group, GroupRow, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? new StoredAlertGroup(Json<AlertGroup>(found), found.ETag) : null;
    }

    /// <summary>Reads those of the alerts that are remembered.</summary>
    public async Task<IReadOnlyList<AlertState>> FindAsync(string group, IEnumerable<string> alerts, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity>[] rows = await Task.WhenAll(alerts.Select(alert =>
            _rows.GetEntityIfExistsAsync<TableEntity>(group, AlertRow(alert), cancellationToken: cancellationToken)));
        return [.. rows.Where(static row => row.HasValue).Select(static row => Json<AlertState>(row.Value!))];
    }

    /// <summary>Writes a group and alerts of it. False when another writer was faster: nothing is written then.</summary>
    public async Task<bool> CommitAsync(string key, AlertGroup group, ETag? etag, IReadOnlyList<AlertState> alerts, CancellationToken cancellationToken)
    {
        TableEntity head = Row(key, GroupRow, group);
        var actions = new List<TableTransactionAction>(alerts.Count + 1)
        {
            etag is { } guard
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, guard)
                : new TableTransactionAction(TableTransactionActionType.Add, head),
        };
        actions.AddRange(alerts.Select(alert =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(key, AlertRow(alert.Key), alert))));
        try
        {
            await _rows.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Has the sweep look at a group at that time.</summary>
    public Task MarkAsync(string group, DateTimeOffset at, CancellationToken cancellationToken) =>
        _rows.UpsertEntityAsync(new TableEntity(DuePartition, group) { ["At"] = at }, TableUpdateMode.Replace, cancellationToken);

    /// <summary>The groups that have to be looked at by now, with what guards the removal of the mark.</summary>
    public async Task<IReadOnlyList<(string Group, ETag Mark)>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {DuePartition} and At le {now}");
        var due = new List<(string, ETag)>();
        await foreach (TableEntity row in _rows.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            due.Add((row.RowKey, row.ETag));
            if (due.Count == DueMax)
            {
                break;
            }
        }

        return due;
    }

    /// <summary>Takes a mark away, unless it was set anew.</summary>
    public async Task UnmarkAsync(string group, ETag mark, CancellationToken cancellationToken)
    {
        try
        {
            await _rows.DeleteEntityAsync(DuePartition, group, mark, cancellationToken);
        }
        catch (RequestFailedException anew) when (anew.Status is 404 or 412)
        {
            // Somebody needs it again.
        }
    }

    private static string AlertRow(string alert) => $"a-{alert}";

    private static TableEntity Row<T>(string partition, string key, T value)
    {
        var row = new TableEntity(partition, key);
        LongText.Write(row, "Data", JsonSerializer.Serialize(value, SupportJson.Options));
        return row;
    }

    private static T Json<T>(TableEntity row) =>
        JsonSerializer.Deserialize<T>(LongText.Read(row, "Data"), SupportJson.Options)
        ?? throw new InvalidOperationException($"The row {row.PartitionKey}/{row.RowKey} is empty.");
}
