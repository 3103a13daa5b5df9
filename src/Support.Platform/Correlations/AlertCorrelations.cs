using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Correlations;

/// <summary>
/// Which ticket an alert belongs to. The reference is chosen and written here before the ticket is opened under it, so
/// that an alert delivered twice, or again after a crash in between, finds the same reference and opens one ticket.
/// </summary>
public sealed class AlertCorrelations(TableServiceClient tables, RandomNumberGenerator random)
{
    private const string Row = "ticket";
    private readonly TableClient _correlations = tables.GetTableClient(TableNames.Correlations);

    /// <summary>The alert's ticket; null when it never had one.</summary>
    public async Task<AlertCorrelation?> FindAsync(string source, string fingerprint, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _correlations.GetEntityIfExistsAsync<TableEntity>(
            Partition(source, fingerprint), Row, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found }
            ? new AlertCorrelation(TicketId.Parse(found.GetString("TicketId")), found.ETag)
            : null;
    }

    /// <summary>Chooses a fresh reference for the alert, in place of one read before. Null when another writer was faster.</summary>
    public async Task<TicketId?> ChooseAsync(
        string source, string fingerprint, AlertCorrelation? before, CancellationToken cancellationToken)
    {
        TicketId id = random.NewTicketId();
        var row = new TableEntity(Partition(source, fingerprint), Row)
        {
            ["TicketId"] = id.Value,
            ["Source"] = source,
            ["Fingerprint"] = fingerprint,
        };
        try
        {
            await (before is null
                ? _correlations.AddEntityAsync(row, cancellationToken)
                : _correlations.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancellationToken));
            return id;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return null;
        }
    }

    // Hashed: a fingerprint comes from outside and may hold what a key may not.
    private static string Partition(string source, string fingerprint) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{fingerprint}")).AsSpan(0, 16));
}

/// <summary>An alert's ticket.</summary>
/// <param name="TicketId">The reference.</param>
/// <param name="ETag">The row's ETag.</param>
public sealed record AlertCorrelation(TicketId TicketId, ETag ETag);
