using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Notices;

/// <summary>
/// The fate of every notice, as rows <c>n-…</c> in the ticket's partition: the history shows them, and they make sure that
/// what was confirmed as sent is never sent again.
/// </summary>
public sealed class NoticeLog(TableServiceClient tables, RandomNumberGenerator random)
{
    /// <summary>An attempt without a word is another process's for this long; no provider takes longer to answer.</summary>
    public static readonly TimeSpan AttemptLease = TimeSpan.FromMinutes(1);

    private readonly string _owner = random.NewName();
    private readonly TableClient _tickets = tables.GetTableClient(TableNames.Tickets);

    /// <summary>
    /// Begins an attempt, unless the notice was sent or given up. An attempt of another process that has not ended may
    /// still be under way: until <see cref="AttemptLease"/> has passed it is left alone.
    /// </summary>
    public async Task<NoticeTurn> BeginAsync(
        TicketId ticketId, Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = new NoticeRecord { Notice = notice, Fate = NoticeFate.Sending, At = now, Attempts = 1, Owner = _owner };
        try
        {
            Response added = await _tickets.AddEntityAsync(Row(ticketId, first), cancellationToken);
            return new NoticeTurn(new NoticeAttempt(ticketId, first, ETagOf(added)), null);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return await BeginAgainAsync(ticketId, notice, now, cancellationToken);
        }
    }

    /// <summary>Records that a notice waits. Whether it does: one of which an attempt was begun does not wait any more.</summary>
    public async Task<bool> WaitAsync(TicketId ticketId, Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = new NoticeRecord { Notice = notice, Fate = NoticeFate.Waiting, At = now, Attempts = 0, Owner = _owner };
        try
        {
            await _tickets.AddEntityAsync(Row(ticketId, waiting), cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            TableEntity row = await _tickets.GetEntityAsync<TableEntity>(ticketId.Value, RowKey(notice), cancellationToken: cancellationToken);
            return Read(row).Fate == NoticeFate.Waiting;
        }
    }

    /// <summary>Records how an attempt ended.</summary>
    public async Task EndAsync(
        NoticeAttempt attempt, NoticeFate fate, DateTimeOffset now, string? error, CancellationToken cancellationToken)
    {
        NoticeRecord record = attempt.Record with { Fate = fate, At = now, Error = error };
        await _tickets.UpdateEntityAsync(Row(attempt.TicketId, record), attempt.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Every notice of a ticket, in the order of the events that they tell of.</summary>
    public async Task<IReadOnlyList<NoticeRecord>> ReadAsync(TicketId ticketId, CancellationToken cancellationToken)
    {
        var records = new List<NoticeRecord>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {ticketId.Value} and RowKey ge {"n-"} and RowKey lt {"n."}");
        await foreach (TableEntity row in _tickets.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            records.Add(Read(row));
        }

        return records;
    }

    private async Task<NoticeTurn> BeginAgainAsync(
        TicketId ticketId, Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TableEntity row = await _tickets.GetEntityAsync<TableEntity>(ticketId.Value, RowKey(notice), cancellationToken: cancellationToken);
        NoticeRecord before = Read(row);
        if (before.Fate is NoticeFate.Sent or NoticeFate.Failed or NoticeFate.Skipped or NoticeFate.Dropped)
        {
            return NoticeTurn.Over;
        }

        if (before.Fate == NoticeFate.Sending && before.Owner != _owner && now < before.At + AttemptLease)
        {
            return new NoticeTurn(null, before.At + AttemptLease);
        }

        NoticeRecord again = before with { Fate = NoticeFate.Sending, At = now, Attempts = before.Attempts + 1, Owner = _owner };
        try
        {
            Response updated = await _tickets.UpdateEntityAsync(
                Row(ticketId, again), row.ETag, TableUpdateMode.Replace, cancellationToken);
            return new NoticeTurn(new NoticeAttempt(ticketId, again, ETagOf(updated)), null);
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return new NoticeTurn(null, now + AttemptLease);
        }
    }

    private static ETag ETagOf(Response response) => response.Headers.ETag ?? ETag.All;

    private static TableEntity Row(TicketId ticketId, NoticeRecord record)
    {
        var row = new TableEntity(ticketId.Value, RowKey(record.Notice));
        LongText.Write(row, "Data", JsonSerializer.Serialize(record, SupportJson.Options));
        return row;
    }

    private static NoticeRecord Read(TableEntity row) =>
        JsonSerializer.Deserialize<NoticeRecord>(LongText.Read(row, "Data"), SupportJson.Options)!;

    // The recipient is hashed: an address may hold what a row key may not.
    private static string RowKey(Notice notice) =>
        $"n-{notice.EventVersion:D6}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Key)).AsSpan(0, 12))}";
}

/// <summary>Whose turn it is to send a notice.</summary>
/// <param name="Attempt">Ours: the attempt that was begun; null when it is not ours.</param>
/// <param name="BusyUntil">Another process's, until then; null when nothing is left to do.</param>
public sealed record NoticeTurn(NoticeAttempt? Attempt, DateTimeOffset? BusyUntil)
{
    /// <summary>Nothing is left to do.</summary>
    public static NoticeTurn Over { get; } = new(null, null);
}

/// <summary>An attempt to send a notice.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="Record">The record as it was written when the attempt began.</param>
/// <param name="ETag">That row's ETag.</param>
public sealed record NoticeAttempt(TicketId TicketId, NoticeRecord Record, ETag ETag);
