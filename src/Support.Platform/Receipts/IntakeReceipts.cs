using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Support.Platform.Storage;

namespace Support.Platform.Receipts;

/// <summary>The receipts of deliveries, whatever the channel: one row each, in one table.</summary>
public sealed class IntakeReceipts(TableServiceClient tables, TimeProvider time)
{
    private const string Row = "receipt";
    private const int ScopeLengthMax = 500;
    private const int ValueShownMax = 1000;
    private readonly TableClient _receipts = tables.GetTableClient(TableNames.Receipts);

    /// <summary>The receipt of a delivery; null when it never came.</summary>
    public async Task<IntakeReceipt?> FindAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _receipts.GetEntityIfExistsAsync<TableEntity>(
            Partition(key), Row, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(key, found) : null;
    }

    /// <summary>
    /// Writes down that a delivery came and what is to be done. Whoever comes second gets the receipt of the first, with
    /// <see cref="IntakeReceipt.Known"/>, and follows its plan if it is not done.
    /// </summary>
    public async Task<IntakeReceipt> BeginAsync(DeliveryKey key, string bodyHash, string plan, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var row = new TableEntity(Partition(key), Row)
        {
            ["Scope"] = Cut(key.Scope, ScopeLengthMax),
            ["Value"] = Cut(key.Value, ValueShownMax),
            ["BodyHash"] = bodyHash,
            ["At"] = now,
        };
        LongText.Write(row, "Plan", plan);
        try
        {
            await _receipts.AddEntityAsync(row, cancellationToken);
            return new IntakeReceipt { Key = key, BodyHash = bodyHash, At = now, Plan = plan };
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(key, cancellationToken)
                ?? throw new InvalidOperationException("A receipt is there and cannot be read.");
        }
    }

    /// <summary>Writes down that all is done. Of several who did the same the last one's word stays.</summary>
    public async Task<IntakeReceipt> CompleteAsync(IntakeReceipt receipt, string outcome, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition(receipt.Key), Row);
        LongText.Write(row, "Outcome", outcome);
        await _receipts.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        return receipt with { Outcome = outcome };
    }

    private static IntakeReceipt Read(DeliveryKey key, TableEntity row) => new()
    {
        Key = key,
        BodyHash = row.GetString("BodyHash"),
        At = row.GetDateTimeOffset("At") ?? default,
        Plan = LongText.Read(row, "Plan"),
        Outcome = row.ContainsKey("Outcome") ? LongText.Read(row, "Outcome") : null,
        Known = true,
    };

    // Hashed: an id comes from outside and may hold what a key may not.
    private static string Partition(DeliveryKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Scope}\n{key.Value}")).AsSpan(0, 16));

    // Only for people who look at the table.
    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
