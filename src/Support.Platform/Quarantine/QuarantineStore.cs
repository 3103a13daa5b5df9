using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Platform.Content;
using Support.Platform.Storage;

namespace Support.Platform.Quarantine;

/// <summary>The mails that became nothing else: a row each, their bytes in the content store. Nothing leaves it in silence.</summary>
public sealed class QuarantineStore(TableServiceClient tables, ContentStore contents)
{
    /// <summary>The most that are listed.</summary>
    public const int ListMax = 500;

    private const string Partition = "mail";
    private const int ReadMax = 10_000;
    private const int RacesMax = 10;
    private readonly TableClient _quarantine = tables.GetTableClient(TableNames.Quarantine);

    /// <summary>A mail of the quarantine; null when there is none of that id.</summary>
    public async Task<QuarantinedMail?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowAsync(id, cancellationToken)) is { } row ? Read(row) : null;

    /// <summary>The mails that stand so, the newest first; null for any.</summary>
    public async Task<IReadOnlyList<QuarantinedMail>> ListAsync(QuarantineState? state, int limit, CancellationToken cancellationToken)
    {
        var found = new List<QuarantinedMail>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (TableEntity row in _quarantine.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found.Add(Read(row));
            if (found.Count == ReadMax)
            {
                break;
            }
        }

        return [.. found.Where(mail => state is null || mail.State == state)
            .OrderByDescending(static mail => mail.At).ThenBy(static mail => mail.Id, StringComparer.Ordinal).Take(Math.Min(limit, ListMax))];
    }

    /// <summary>Keeps a mail. One that is there already gets the new reason, and waits again.</summary>
    public async Task KeepAsync(QuarantinedMail mail, CancellationToken cancellationToken)
    {
        QuarantinedMail? before = await FindAsync(mail.Id, cancellationToken);
        QuarantinedMail kept = before is null
            ? mail
            : before with { State = QuarantineState.Waiting, Reason = mail.Reason, From = mail.From ?? before.From, Subject = mail.Subject ?? before.Subject };
        await _quarantine.UpsertEntityAsync(Row(kept), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Changes the record of a mail; null when there is none, or the change does not want it.</summary>
    public async Task<QuarantinedMail?> ChangeAsync(
        string id, Func<QuarantinedMail, QuarantinedMail?> change, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            if (await RowAsync(id, cancellationToken) is not { } row || change(Read(row)) is not { } changed)
            {
                return null;
            }

            try
            {
                await _quarantine.UpdateEntityAsync(Row(changed), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return changed;
            }
            catch (RequestFailedException lost) when (lost.Status == 412)
            {
                // Somebody else was faster: look again.
            }
        }

        throw new InvalidOperationException($"The mail {id} of the quarantine is changed by others all the time.");
    }

    /// <summary>Forgets the bytes of a mail that was discarded; the record stays.</summary>
    public Task ForgetAsync(QuarantinedMail discarded, CancellationToken cancellationToken) =>
        contents.DeleteAsync(discarded.Mail.Content, cancellationToken);

    private async Task<TableEntity?> RowAsync(string id, CancellationToken cancellationToken)
    {
        if (!ContentStore.IsName(id))
        {
            return null;
        }

        NullableResponse<TableEntity> row =
            await _quarantine.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        return row is { HasValue: true } ? row.Value : null;
    }

    private static TableEntity Row(QuarantinedMail mail)
    {
        var row = new TableEntity(Partition, mail.Id);
        LongText.Write(row, "Data", JsonSerializer.Serialize(mail, SupportJson.Options));
        return row;
    }

    private static QuarantinedMail Read(TableEntity row) =>
        JsonSerializer.Deserialize<QuarantinedMail>(LongText.Read(row, "Data"), SupportJson.Options)!;
}
