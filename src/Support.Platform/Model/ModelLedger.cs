using Azure;
using Azure.Data.Tables;
using Support.Domain.Model;
using Support.Platform.Storage;

namespace Support.Platform.Model;

/// <summary>
/// Remembers which model is in force, and every model that ever was: what a ticket has used was counted by the model that
/// it follows, and is counted so also after that model is gone from the apps.
/// </summary>
public sealed class ModelLedger(TableServiceClient tables, TimeProvider time)
{
    private const string InForcePartition = "in-force";
    private const string InForceRow = "model";
    private readonly TableClient _models = tables.GetTableClient(TableNames.Models);

    /// <summary>The model in force; null before any app has started.</summary>
    public async Task<ModelInForce?> FindAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _models.GetEntityIfExistsAsync<TableEntity>(
            InForcePartition, InForceRow, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>Puts a model in force from now on, unless it is already. Whoever is faster with another one is overruled.</summary>
    public async Task<ModelInForce> PutInForceAsync(SupportModelSource source, CancellationToken cancellationToken)
    {
        while (true)
        {
            ModelInForce? before = await FindAsync(cancellationToken);
            if (before?.Revision == source.Current.Revision)
            {
                return before;
            }

            // The archive first: nobody may find in force what cannot be looked up later.
            await KeepAsync(source, cancellationToken);
            var next = new ModelInForce
            {
                Version = source.Current.Version,
                Hash = source.Current.Hash,
                Revision = source.Current.Revision,
                Since = time.GetUtcNow(),
                Number = (before?.Number ?? 0) + 1,
            };
            if (await TryWriteAsync(next, before?.ETag, cancellationToken))
            {
                return next;
            }
        }
    }

    /// <summary>Notes how far the tickets have been brought up. Nothing when another model is in force by now.</summary>
    public async Task ReportAsync(int number, int done, int? total, bool isLast, CancellationToken cancellationToken)
    {
        while (await FindAsync(cancellationToken) is { } found && found.Number == number && found.AppliedAt is null)
        {
            ModelInForce next = found with { Done = done, Total = total, AppliedAt = isLast ? time.GetUtcNow() : null };
            if (await TryWriteAsync(next, found.ETag, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>A model that was in force once; null when it was not kept, or cannot be read by this version of the apps.</summary>
    public async Task<SupportModel?> LookUpAsync(string revision, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _models.GetEntityIfExistsAsync<TableEntity>(
            KeptModel.Partition, KeptModel.RowKey(revision), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } kept } ? KeptModel.Read(kept) : null;
    }

    private async Task KeepAsync(SupportModelSource source, CancellationToken cancellationToken)
    {
        if (KeptModel.Row(source) is { } row)
        {
            await _models.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private async Task<bool> TryWriteAsync(ModelInForce next, ETag? before, CancellationToken cancellationToken)
    {
        var row = new TableEntity(InForcePartition, InForceRow)
        {
            ["Version"] = next.Version,
            ["Hash"] = next.Hash,
            ["Revision"] = next.Revision,
            ["Since"] = next.Since,
            ["Number"] = next.Number,
            ["Done"] = next.Done,
            ["Total"] = next.Total,
            ["AppliedAt"] = next.AppliedAt,
        };
        try
        {
            await (before is { } etag
                ? _models.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken)
                : _models.AddEntityAsync(row, cancellationToken));
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    private static ModelInForce Read(TableEntity row) => new()
    {
        Version = row.GetString("Version"),
        Hash = row.GetString("Hash"),
        Revision = row.GetString("Revision"),
        Since = row.GetDateTimeOffset("Since")!.Value,
        Number = row.GetInt32("Number")!.Value,
        Done = row.GetInt32("Done") ?? 0,
        Total = row.GetInt32("Total"),
        AppliedAt = row.GetDateTimeOffset("AppliedAt"),
        ETag = row.ETag,
    };
}
