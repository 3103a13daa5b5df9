using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Support.Platform.Storage;

namespace Support.Platform.Mail;

/// <summary>
/// Slows floods of mail down without dropping any: so many within an hour are taken at once, and every one beyond gets
/// the next free moment, so that they stay in order. One row for each sender and each ticket holds when the next moment is
/// free.
/// </summary>
public sealed class MailPace(TableServiceClient tables, TimeProvider time)
{
    /// <summary>The time within which so many are taken at once.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const string Row = "pace";
    private const int RacesMax = 20;
    private readonly TableClient _pace = tables.GetTableClient(TableNames.MailPace);

    /// <summary>Takes the next moment for a mail: now, or a later one for which it has to wait.</summary>
    /// <param name="whose">Whose mails are counted together.</param>
    /// <param name="perWindow">How many within <see cref="Window"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DateTimeOffset> TakeMomentAsync(string whose, int perWindow, CancellationToken cancellationToken)
    {
        string partition = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whose)).AsSpan(0, 16));
        TimeSpan each = Window / perWindow;
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            DateTimeOffset now = time.GetUtcNow();
            NullableResponse<TableEntity> found =
                await _pace.GetEntityIfExistsAsync<TableEntity>(partition, Row, cancellationToken: cancellationToken);
            TableEntity? before = found is { HasValue: true } ? found.Value : null;

            // How far what was taken reaches: as long as that is no more than the window from now, nobody waits.
            DateTimeOffset taken = before?.GetDateTimeOffset("TakenUntil") is { } until && until > now ? until : now;
            if (await TryWriteAsync(partition, before, taken + each, cancellationToken))
            {
                DateTimeOffset moment = taken + each - Window;
                return moment > now ? moment : now;
            }
        }

        throw new InvalidOperationException($"Too many mails of {whose} come at the same moment.");
    }

    private async Task<bool> TryWriteAsync(string partition, TableEntity? before, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partition, Row) { ["TakenUntil"] = until };
        try
        {
            _ = before is null
                ? await _pace.AddEntityAsync(row, cancellationToken)
                : await _pace.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }
}
