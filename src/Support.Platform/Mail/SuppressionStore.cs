using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Mail;

/// <summary>An address that mails do not reach, so that none is sent there.</summary>
/// <param name="Address">The address.</param>
/// <param name="Since">Since when.</param>
/// <param name="Status">The enhanced status code of the report (RFC 3463), <c>5.1.1</c>; null for none.</param>
/// <param name="Diagnostic">What the mail server said; null for nothing.</param>
/// <param name="Ticket">The ticket whose mail came back; null for none.</param>
public sealed record Suppression(string Address, DateTimeOffset Since, string? Status, string? Diagnostic, TicketId? Ticket)
{
    /// <summary>Why nothing is sent there, for the notice's record.</summary>
    public string Why => $"mails to {Address} come back{(Status is null ? string.Empty : $" ({Status})")} since {Since:yyyy-MM-dd}; clear it with DELETE /api/desk/suppressions/{Address}";
}

/// <summary>The addresses that mails do not reach. A mail from one lifts it, and so may an agent.</summary>
public sealed class SuppressionStore(TableServiceClient tables, TimeProvider time)
{
    /// <summary>The most that are listed.</summary>
    public const int ListMax = 1000;

    private const string Partition = "address";
    private readonly TableClient _suppressions = tables.GetTableClient(TableNames.Suppressions);

    /// <summary>Whether mails to an address come back; null when they do not.</summary>
    public async Task<Suppression?> FindAsync(string address, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row =
            await _suppressions.GetEntityIfExistsAsync<TableEntity>(Partition, RowKey(address), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>All of them, as far as <see cref="ListMax"/>, by address.</summary>
    public async Task<IReadOnlyList<Suppression>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<Suppression>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (TableEntity row in _suppressions.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found.Add(Read(row));
            if (found.Count == ListMax)
            {
                break;
            }
        }

        return [.. found.OrderBy(static suppression => suppression.Address, StringComparer.Ordinal)];
    }

    /// <summary>Nothing is sent there from now on. Saying so again changes nothing but the reason.</summary>
    public async Task AddAsync(string address, string? status, string? diagnostic, TicketId? ticket, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, RowKey(address))
        {
            ["Address"] = address.ToLowerInvariant(),
            ["Since"] = time.GetUtcNow(),
            ["Status"] = status,
            ["Diagnostic"] = diagnostic,
            ["Ticket"] = ticket?.Value,
        };
        await _suppressions.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Mails are sent there again. Whether there was something to lift.</summary>
    public async Task<bool> LiftAsync(string address, CancellationToken cancellationToken)
    {
        if (await FindAsync(address, cancellationToken) is null)
        {
            return false;
        }

        await _suppressions.DeleteEntityAsync(Partition, RowKey(address), cancellationToken: cancellationToken);
        return true;
    }

    private static Suppression Read(TableEntity row) => new(
        row.GetString("Address"),
        row.GetDateTimeOffset("Since") ?? default,
        row.GetString("Status"),
        row.GetString("Diagnostic"),
        TicketId.TryParse(row.GetString("Ticket"), out TicketId ticket) ? ticket : null);

    // An address may hold what a key may not.
    private static string RowKey(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())).AsSpan(0, 16));
}
