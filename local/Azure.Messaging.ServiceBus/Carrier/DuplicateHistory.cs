using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Support.Local.ServiceBus;

/// <summary>
/// Which stored message each MessageId belongs to, for as long as the entity looks back.
/// <para>
/// It is asked when a message is first taken out, not when it is sent: a sender that dies between two writes can then
/// neither lose a message nor send it twice, because the message that owns its id stays the owner however often it
/// is delivered.
/// </para>
/// <para>
/// The rows lie in one table per stretch of time, so that forgetting them is dropping a table. A stretch is three
/// times the window: only in its first third the one before has to be asked as well.
/// </para>
/// </summary>
internal sealed class DuplicateHistory
{
    private const string OwnerRow = "owner";
    private const int WindowsPerStretch = 3;

    private readonly StorageClient _client;
    private readonly string _entityPath;
    private readonly TimeSpan _window;
    private readonly string _prefix;
    private long _tidiedStretch = -1;

    public DuplicateHistory(StorageClient client, string queueName, string entityPath, TimeSpan window)
    {
        _client = client;
        _entityPath = entityPath;
        _window = window;
        _prefix = "sbdup" + Hash(queueName)[..16] + "x";
    }

    /// <summary>What the names of this history's tables begin with.</summary>
    public string TablePrefix => _prefix;

    private TimeSpan Stretch => _window * WindowsPerStretch;

    /// <summary>True when the stored message is the first with that id, or has been from the start.</summary>
    public async Task<bool> OwnsAsync(string messageId, string storedId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long stretch = now.Ticks / Stretch.Ticks;
        await TidyAsync(stretch, cancellationToken);

        string key = Hash(messageId);
        TimeSpan sinceStretchBegan = TimeSpan.FromTicks(now.Ticks % Stretch.Ticks);
        if (sinceStretchBegan < _window
            && await Table(stretch - 1).FindAsync(key, OwnerRow, cancellationToken) is { } earlier
            && IsInWindow(earlier, now))
        {
            return Owner(earlier) == storedId;
        }

        return await ClaimAsync(Table(stretch), key, storedId, now, cancellationToken);
    }

    private async Task<bool> ClaimAsync(
        StorageTable table, string key, string storedId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claim = new TableRow(key, OwnerRow, string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds()} {storedId}"));
        while (!await table.TryInsertAsync(claim, cancellationToken))
        {
            TableRow? present = await table.FindAsync(key, OwnerRow, cancellationToken);
            if (present is null)
            {
                continue;
            }

            if (Owner(present) == storedId)
            {
                return true;
            }

            if (IsInWindow(present, now))
            {
                return false;
            }

            if (await table.TryReplaceAsync(claim, present.ETag ?? "*", cancellationToken))
            {
                return true;
            }
        }

        return true;
    }

    private async Task TidyAsync(long stretch, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _tidiedStretch, stretch) != stretch)
        {
            await StorageTable.DeleteRangeAsync(_client, _prefix, TableName(stretch - 1), _entityPath, cancellationToken);
        }
    }

    private StorageTable Table(long stretch) => new(_client, TableName(stretch), _entityPath);

    // Twelve digits, so that names sort as their stretches do.
    private string TableName(long stretch) => _prefix + stretch.ToString("D12", CultureInfo.InvariantCulture);

    private bool IsInWindow(TableRow row, DateTimeOffset now) =>
        now.ToUnixTimeMilliseconds() - long.Parse(row.Value.Split(' ')[0], CultureInfo.InvariantCulture) < _window.TotalMilliseconds;

    private static string Owner(TableRow row) => row.Value.Split(' ')[1];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
