using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Mirrors;

/// <summary>How far another system has been told of a ticket.</summary>
public sealed record MirrorState
{
    /// <summary>The ticket.</summary>
    public required TicketId TicketId { get; init; }

    /// <summary>The other system.</summary>
    public required string Source { get; init; }

    /// <summary>The version of the newest event that is done with.</summary>
    public int Done { get; init; }

    /// <summary>The version of the event that was being told when this was written; 0 for none.</summary>
    public int Sending { get; init; }

    /// <summary>How often telling it has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>The record there; null while it is unknown.</summary>
    public string? Record { get; init; }

    /// <summary>The row's ETag.</summary>
    public ETag ETag { get; init; }
}

/// <summary>Whose turn it is to tell another system of a ticket.</summary>
/// <param name="State">Ours: how far it is; null when it is not ours.</param>
/// <param name="BusyUntil">Somebody else's, until then at the latest.</param>
public sealed record MirrorTurn(MirrorState? State, DateTimeOffset BusyUntil);

/// <summary>
/// How far other systems have been told of tickets, one row for each of both. Whoever tells holds the row, so that what is
/// told is told in order and by one at a time; a process that dies while it tells is waited for.
/// </summary>
public sealed class MirrorLog(TableServiceClient tables, TimeProvider time)
{
    /// <summary>Whoever holds a row longer without a word is dead; no other system takes so long to answer.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const string Row = "mirror";
    private readonly TableClient _rows = tables.GetTableClient(TableNames.Correlations);

    /// <summary>Takes the turn, if nobody has it.</summary>
    public async Task<MirrorTurn> BeginAsync(TicketId ticket, string source, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        NullableResponse<TableEntity> found = await _rows.GetEntityIfExistsAsync<TableEntity>(Partition(ticket, source), Row, cancellationToken: cancellationToken);
        MirrorState state = found is { HasValue: true, Value: { } row } ? Read(ticket, source, row) : new MirrorState { TicketId = ticket, Source = source };
        if (found.HasValue && found.Value!.GetDateTimeOffset("HeldUntil") is { } until && until > now)
        {
            return new MirrorTurn(null, until);
        }

        return new MirrorTurn(await WriteAsync(state, now + Lease, cancellationToken), now + Lease);
    }

    /// <summary>Writes down how far it is, and keeps the turn. Null when the turn was lost.</summary>
    public Task<MirrorState?> GoOnAsync(MirrorState state, CancellationToken cancellationToken) =>
        WriteAsync(state, time.GetUtcNow() + Lease, cancellationToken);

    /// <summary>Writes down how far it is, and gives the turn away.</summary>
    public Task<MirrorState?> EndAsync(MirrorState state, CancellationToken cancellationToken) =>
        WriteAsync(state, time.GetUtcNow(), cancellationToken);

    private async Task<MirrorState?> WriteAsync(MirrorState state, DateTimeOffset heldUntil, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition(state.TicketId, state.Source), Row)
        {
            ["Done"] = state.Done,
            ["Sending"] = state.Sending,
            ["Attempts"] = state.Attempts,
            ["Record"] = state.Record,
            ["HeldUntil"] = heldUntil,
        };
        try
        {
            Response written = state.ETag == default
                ? await _rows.AddEntityAsync(row, cancellationToken)
                : await _rows.UpdateEntityAsync(row, state.ETag, TableUpdateMode.Replace, cancellationToken);
            return state with { ETag = written.Headers.ETag ?? ETag.All };
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return null;
        }
    }

    private static MirrorState Read(TicketId ticket, string source, TableEntity row) => new()
    {
        TicketId = ticket,
        Source = source,
        Done = row.GetInt32("Done") ?? 0,
        Sending = row.GetInt32("Sending") ?? 0,
        Attempts = row.GetInt32("Attempts") ?? 0,
        Record = row.GetString("Record"),
        ETag = row.ETag,
    };

    private static string Partition(TicketId ticket, string source) => $"mirror-{source}-{ticket.Value}";
}
