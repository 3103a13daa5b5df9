using Azure;
using Azure.Data.Tables;
using Support.Platform.Storage;

namespace Support.Platform.Graph;

/// <summary>A subscription that this system made.</summary>
/// <param name="Id">Graph's id of it.</param>
/// <param name="Until">When it ends unless it is renewed.</param>
/// <param name="Fingerprint">What it was made for and with: another mailbox, address or secret wants another one.</param>
public sealed record GraphSubscription(string Id, DateTimeOffset Until, string Fingerprint);

/// <summary>How far a mailbox was looked through.</summary>
/// <param name="Since">From when on mails are taken; those received before are none of this system's.</param>
/// <param name="Link">Where to look next; null to begin at <paramref name="Since"/>.</param>
/// <param name="LookedAt">When the last look began that came to its end; null when none did.</param>
public sealed record GraphProgress(DateTimeOffset Since, string? Link, DateTimeOffset? LookedAt);

/// <summary>What this system remembers of mailboxes: one partition each.</summary>
public sealed class GraphState(TableServiceClient tables)
{
    private const string SubscriptionRow = "subscription";
    private const string ProgressRow = "progress";
    private readonly TableClient _state = tables.GetTableClient(TableNames.GraphState);

    /// <summary>The subscription of a mailbox; null for none.</summary>
    public async Task<GraphSubscription?> FindSubscriptionAsync(GraphSettings settings, CancellationToken cancellationToken) =>
        await FindAsync(settings, SubscriptionRow, cancellationToken) is { } row
            ? new GraphSubscription(row.GetString("Id"), row.GetDateTimeOffset("Until") ?? default, row.GetString("Fingerprint"))
            : null;

    /// <summary>Writes down a subscription in the place of the one before.</summary>
    public Task PutAsync(GraphSettings settings, GraphSubscription subscription, CancellationToken cancellationToken) => PutAsync(
        new TableEntity(settings.Key, SubscriptionRow) { ["Id"] = subscription.Id, ["Until"] = subscription.Until, ["Fingerprint"] = subscription.Fingerprint },
        cancellationToken);

    /// <summary>Forgets the subscription; harmless when there is none.</summary>
    public async Task ForgetSubscriptionAsync(GraphSettings settings, CancellationToken cancellationToken) =>
        await _state.DeleteEntityAsync(settings.Key, SubscriptionRow, ETag.All, cancellationToken);

    /// <summary>How far a mailbox was looked through; null when it never was.</summary>
    public async Task<GraphProgress?> FindProgressAsync(GraphSettings settings, CancellationToken cancellationToken) =>
        await FindAsync(settings, ProgressRow, cancellationToken) is { } row
            ? new GraphProgress(row.GetDateTimeOffset("Since") ?? default, row.ContainsKey("Link") ? LongText.Read(row, "Link") : null, row.GetDateTimeOffset("LookedAt"))
            : null;

    /// <summary>Writes down how far a mailbox was looked through.</summary>
    public Task PutAsync(GraphSettings settings, GraphProgress progress, CancellationToken cancellationToken)
    {
        var row = new TableEntity(settings.Key, ProgressRow) { ["Since"] = progress.Since };
        if (progress.Link is { } link)
        {
            LongText.Write(row, "Link", link);
        }

        if (progress.LookedAt is { } at)
        {
            row["LookedAt"] = at;
        }

        return PutAsync(row, cancellationToken);
    }

    private async Task<TableEntity?> FindAsync(GraphSettings settings, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await _state.GetEntityIfExistsAsync<TableEntity>(settings.Key, row, cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? entity : null;
    }

    private async Task PutAsync(TableEntity row, CancellationToken cancellationToken) =>
        await _state.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
}
