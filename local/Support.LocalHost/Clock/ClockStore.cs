using Azure;
using Azure.Data.Tables;

namespace Support.Local.Hosting.Clock;

/// <summary>Keeps the line of the business clock, so that a restart goes on with the same time.</summary>
internal sealed class ClockStore(string connectionString)
{
    private const string TableName = "SupportClock";
    private const string PartitionKey = "clock";
    private const string RowKey = "line";

    private readonly TableClient _table = new(connectionString, TableName);

    /// <summary>The line that a host follows which starts now with this speed; kept for the next.</summary>
    public async Task<ClockLine> ContinueAsync(DateTimeOffset realNow, double speed, CancellationToken cancellationToken)
    {
        await _table.CreateIfNotExistsAsync(cancellationToken);
        ClockLine? kept = await ReadAsync(cancellationToken);
        ClockLine line = kept?.ContinuedAt(realNow, speed) ?? ClockLine.StartingAt(realNow, speed);
        if (line != kept)
        {
            await WriteAsync(line, cancellationToken);
        }

        return line;
    }

    private async Task<ClockLine?> ReadAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await _table.GetEntityIfExistsAsync<TableEntity>(PartitionKey, RowKey, cancellationToken: cancellationToken);
        return found.HasValue
            ? new ClockLine(
                found.Value!.GetDateTimeOffset(nameof(ClockLine.BusinessOrigin))!.Value,
                found.Value.GetDateTimeOffset(nameof(ClockLine.RealOrigin))!.Value,
                found.Value.GetDouble(nameof(ClockLine.Speed))!.Value)
            : null;
    }

    private async Task WriteAsync(ClockLine line, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(PartitionKey, RowKey)
        {
            [nameof(ClockLine.BusinessOrigin)] = line.BusinessOrigin,
            [nameof(ClockLine.RealOrigin)] = line.RealOrigin,
            [nameof(ClockLine.Speed)] = line.Speed,
        };
        await _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }
}
