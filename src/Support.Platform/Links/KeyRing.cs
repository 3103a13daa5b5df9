using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Support.Platform.Storage;

namespace Support.Platform.Links;

/// <summary>
/// The secret that signs links and derives references: made once, at random, by whichever app needs it first, and kept in
/// a table that only the apps' identities open. So there is no secret in a setting, locally or in Azure.
/// </summary>
public sealed class KeyRing(TableServiceClient tables, RandomNumberGenerator random)
{
    private const string Partition = "keys";
    private const string Row = "link-1";
    private readonly TableClient _keys = tables.GetTableClient(TableNames.KeyRing);
    private byte[]? _secret;

    /// <summary>32 random bytes, the same for every app and for ever.</summary>
    public async ValueTask<byte[]> SecretAsync(CancellationToken cancellationToken) =>
        _secret ??= await ReadOrMakeAsync(cancellationToken);

    private async Task<byte[]> ReadOrMakeAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { } existing)
        {
            return existing;
        }

        byte[] made = random.NewBytes(32);
        try
        {
            await _keys.AddEntityAsync(new TableEntity(Partition, Row) { ["Secret"] = made }, cancellationToken);
            return made;
        }
        catch (RequestFailedException lost) when (lost.Status == 409)
        {
            return await ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The key ring lost its key.");
        }
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row =
            await _keys.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } key } ? key.GetBinary("Secret") : null;
    }
}
