using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Support.Platform.Storage;

namespace Support.Platform.ApiKeys;

/// <summary>The keys of customers and systems: one row each, without the key itself.</summary>
public sealed class ApiKeyStore(TableServiceClient tables, TimeProvider time, RandomNumberGenerator random)
{
    /// <summary>For so long a key that was found valid is not looked up again: revoking it takes effect within this time.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    /// <summary>At most so many keys.</summary>
    public const int KeysMax = 1000;

    private const string Row = "key";
    private readonly TableClient _keys = tables.GetTableClient(TableNames.ApiKeys);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ApiKey Key, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes a key and keeps what is to be known of it.</summary>
    /// <param name="draft">What it is for; its id and time are set here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key as its holder needs it, which is kept nowhere, and what is kept.</returns>
    public async Task<(ApiKeyText Text, ApiKey Key)> MakeAsync(ApiKey draft, CancellationToken cancellationToken)
    {
        var text = ApiKeyText.Draw(random);
        ApiKey key = draft with { Id = text.Id, CreatedAt = time.GetUtcNow() };
        var row = new TableEntity(text.Id, Row)
        {
            ["Hash"] = text.Hash,
            ["Name"] = key.Name,
            ["Scopes"] = string.Join(' ', key.Scopes),
            ["CreatedAt"] = key.CreatedAt,
            ["CreatedBy"] = key.CreatedBy,
        };
        if (key.Organisation is not null)
        {
            row["Organisation"] = key.Organisation;
        }

        if (key.ExpiresAt is { } end)
        {
            row["ExpiresAt"] = end;
        }

        await _keys.AddEntityAsync(row, cancellationToken);
        return (text, key);
    }

    /// <summary>All keys, revoked ones among them, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<ApiKey>();
        await foreach (TableEntity row in _keys.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            keys.Add(Read(row));
        }

        return [.. keys.OrderByDescending(static key => key.CreatedAt).ThenBy(static key => key.Id, StringComparer.Ordinal)];
    }

    /// <summary>Revokes a key; null when there is none of that id. A key that is revoked stays as it is.</summary>
    public async Task<ApiKey?> RevokeAsync(string id, string by, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.IsId(id) || await FindRowAsync(id, cancellationToken) is not { } row)
        {
            return null;
        }

        ApiKey key = Read(row);
        if (key.RevokedAt is null)
        {
            key = key with { RevokedAt = time.GetUtcNow(), RevokedBy = by };
            var change = new TableEntity(id, Row) { ["RevokedAt"] = key.RevokedAt, ["RevokedBy"] = by };
            await _keys.UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }

        lock (_lock)
        {
            _known.Clear();
        }

        return key;
    }

    /// <summary>The valid key of that text; null for any other. Takes the same time however much of a secret is right.</summary>
    public async Task<ApiKey?> FindAsync(string? text, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Read(text) is not { } sent)
        {
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        string hash = sent.Hash;
        lock (_lock)
        {
            if (_known.TryGetValue(hash, out (ApiKey Key, DateTimeOffset Until) known) && now < known.Until)
            {
                return known.Key.IsValidAt(now) ? known.Key : null;
            }
        }

        TableEntity? row = await FindRowAsync(sent.Id, cancellationToken);
        string kept = row?.GetString("Hash") ?? new string('0', hash.Length);
        bool fits = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(kept));
        ApiKey? key = row is null || !fits ? null : Read(row);
        if (key is null || !key.IsValidAt(now))
        {
            return null;
        }

        Remember(hash, key, now);
        return await UsedAsync(key, DateOnly.FromDateTime(now.UtcDateTime), cancellationToken);
    }

    private void Remember(string hash, ApiKey key, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_known.Count >= KeysMax)
            {
                _known.Clear();
            }

            _known[hash] = (key, now + Remembered);
        }
    }

    // Once a day; that a day is not written down is no reason to refuse a request.
    private async Task<ApiKey> UsedAsync(ApiKey key, DateOnly today, CancellationToken cancellationToken)
    {
        if (key.LastUsedOn == today)
        {
            return key;
        }

        try
        {
            var change = new TableEntity(key.Id, Row) { ["LastUsedOn"] = today.ToString("O", CultureInfo.InvariantCulture) };
            await _keys.UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException)
        {
            return key;
        }

        return key with { LastUsedOn = today };
    }

    private async Task<TableEntity?> FindRowAsync(string id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _keys.GetEntityIfExistsAsync<TableEntity>(id, Row, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static ApiKey Read(TableEntity row) => new()
    {
        Id = row.PartitionKey,
        Name = row.GetString("Name"),
        Organisation = row.GetString("Organisation"),
        Scopes = row.GetString("Scopes").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        CreatedAt = row.GetDateTimeOffset("CreatedAt") ?? default,
        CreatedBy = row.GetString("CreatedBy"),
        ExpiresAt = row.GetDateTimeOffset("ExpiresAt"),
        RevokedAt = row.GetDateTimeOffset("RevokedAt"),
        RevokedBy = row.GetString("RevokedBy"),
        LastUsedOn = row.GetString("LastUsedOn") is { } day ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : null,
    };
}
