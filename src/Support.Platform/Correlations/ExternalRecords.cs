using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Correlations;

/// <summary>
/// Which ticket a record of another system belongs to. The reference is chosen and written here before the ticket is opened
/// under it, so that news delivered twice, or again after a crash in between, finds the same reference and opens one ticket.
/// </summary>
public sealed class ExternalRecords(TableServiceClient tables, RandomNumberGenerator random)
{
    private const string Row = "record";
    private readonly TableClient _records = tables.GetTableClient(TableNames.Correlations);

    /// <summary>The record's ticket; null when it never had one.</summary>
    public async Task<ExternalRecord?> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _records.GetEntityIfExistsAsync<TableEntity>(
            Partition(source, id), Row, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found }
            ? new ExternalRecord(TicketId.Parse(found.GetString("TicketId")), found.ETag)
            : null;
    }

    /// <summary>Chooses a fresh reference for the record, in place of one read before. Null when another writer was faster.</summary>
    public async Task<TicketId?> ChooseAsync(string source, string id, ExternalRecord? before, CancellationToken cancellationToken)
    {
        TicketId chosen = random.NewTicketId();
        return await WriteAsync(source, id, chosen, before, cancellationToken) ? chosen : null;
    }

    /// <summary>
    /// Writes down that a record, which we made there ourselves, is of that ticket. Harmless when it is known; false when
    /// the record belongs to another ticket.
    /// </summary>
    public async Task<bool> BindAsync(string source, string id, TicketId ticket, CancellationToken cancellationToken) =>
        await WriteAsync(source, id, ticket, null, cancellationToken)
        || (await FindAsync(source, id, cancellationToken))?.TicketId == ticket;

    private async Task<bool> WriteAsync(string source, string id, TicketId ticket, ExternalRecord? before, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition(source, id), Row)
        {
            ["TicketId"] = ticket.Value,
            ["Source"] = source,
            ["Record"] = id,
        };
        try
        {
            await (before is null
                ? _records.AddEntityAsync(row, cancellationToken)
                : _records.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    // Hashed: an id comes from outside and may hold what a key may not.
    private static string Partition(string source, string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"record\n{source}\n{id}")).AsSpan(0, 16));
}

/// <summary>A record's ticket.</summary>
/// <param name="TicketId">The reference.</param>
/// <param name="ETag">The row's ETag.</param>
public sealed record ExternalRecord(TicketId TicketId, ETag ETag);
