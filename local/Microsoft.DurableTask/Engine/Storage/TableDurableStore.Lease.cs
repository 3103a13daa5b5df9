using Azure;
using Azure.Data.Tables;

namespace Support.Local.Durable;

/// <summary>The row that says whose the hub is.</summary>
internal sealed partial class TableDurableStore : IHubLeaseStore
{
    public async Task<HubLeaseRow?> ReadLeaseAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await WithTablesAsync(
            () => _instances.GetEntityIfExistsAsync<TableEntity>(TableKeys.LeasePartition, TableKeys.LeasePartition, cancellationToken: cancellationToken),
            cancellationToken);
        return !found.HasValue || found.Value is not { } entity
            ? null
            : new HubLeaseRow
            {
                Id = entity.GetGuid("Holder")!.Value,
                Owner = new HubOwner(entity.GetString("Host"), entity.GetInt32("ProcessId")!.Value, entity.GetString("ProcessStart")),
                Since = entity.GetDateTimeOffset("Since")!.Value.UtcDateTime,
                ETag = entity.ETag.ToString(),
            };
    }

    public async Task<HubLeaseRow?> WriteLeaseAsync(HubLeaseRow row, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(TableKeys.LeasePartition, TableKeys.LeasePartition)
        {
            ["Holder"] = row.Id,
            ["Host"] = row.Owner.Host,
            ["ProcessId"] = row.Owner.ProcessId,
            ["ProcessStart"] = row.Owner.ProcessStart,
            ["Since"] = new DateTimeOffset(row.Since, TimeSpan.Zero),
        };
        try
        {
            Response response = await WithTablesAsync(
                () => row.ETag.Length == 0
                    ? _instances.AddEntityAsync(entity, cancellationToken)
                    : _instances.UpdateEntityAsync(entity, new ETag(row.ETag), TableUpdateMode.Replace, cancellationToken),
                cancellationToken);
            return row with { ETag = response.Headers.ETag!.Value.ToString() };
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && exception.ErrorCode != TableNotFound)
        {
            return null;
        }
    }

    public async Task DeleteLeaseAsync(HubLeaseRow row, CancellationToken cancellationToken)
    {
        try
        {
            await _instances.DeleteEntityAsync(TableKeys.LeasePartition, TableKeys.LeasePartition, new ETag(row.ETag), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // It is gone, or another's.
        }
    }
}
