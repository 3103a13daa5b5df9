using Azure;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Support.Local.Hosting;

namespace Support.Local.Timers;

/// <summary>
/// Keeps each timer's last and next occurrence in a table, so that one that passes while the app is down is not lost.
/// </summary>
internal sealed class TimerStatusStore(AppSettings settings, FunctionAppEnvironment environment)
{
    private const string TableName = "SupportTimers";
    private const string StorageSetting = "AzureWebJobsStorage";
    private const string ScheduleProperty = "Schedule";

    private readonly Lazy<TableClient> _table = new(() => new TableClient(settings.Connection(null, StorageSetting), TableName, Options()));

    public Task PrepareAsync(CancellationToken cancellationToken) => _table.Value.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>What was kept for a timer; none when nothing was, or when its schedule has been changed since.</summary>
    public async Task<ScheduleStatus?> ReadAsync(string function, string schedule, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await _table.Value.GetEntityIfExistsAsync<TableEntity>(
            environment.Name, function, cancellationToken: cancellationToken);
        if (!found.HasValue || found.Value!.GetString(ScheduleProperty) != schedule)
        {
            return null;
        }

        return new ScheduleStatus
        {
            Last = found.Value.GetDateTimeOffset(nameof(ScheduleStatus.Last))?.UtcDateTime ?? default,
            Next = found.Value.GetDateTimeOffset(nameof(ScheduleStatus.Next))?.UtcDateTime ?? default,
            LastUpdated = found.Value.GetDateTimeOffset(nameof(ScheduleStatus.LastUpdated))?.UtcDateTime ?? default,
        };
    }

    public Task WriteAsync(string function, string schedule, ScheduleStatus status, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(environment.Name, function)
        {
            [ScheduleProperty] = schedule,
            [nameof(ScheduleStatus.Next)] = status.Next,
            [nameof(ScheduleStatus.LastUpdated)] = status.LastUpdated,
        };
        if (status.Last != default)
        {
            // Tables know no time before 1601; a timer that never ran has no last run.
            entity[nameof(ScheduleStatus.Last)] = status.Last;
        }

        return _table.Value.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    // The next occurrence does not wait long for storage that is not there.
    private static TableClientOptions Options()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        return options;
    }
}
