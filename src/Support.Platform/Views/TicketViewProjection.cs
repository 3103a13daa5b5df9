using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;
using Support.Platform.Tickets;

namespace Support.Platform.Views;

/// <summary>
/// Keeps the agents' lists up with the tickets' changes, which may come twice, late, out of order and at the same moment,
/// and may be cut short at any request.
/// </summary>
/// <remarks>
/// The rows of a ticket lie in different partitions, so no transaction holds them together. Its line does: first the line
/// says which rows there will be and which must go, then the rows are written and deleted, then the line says that it is
/// done. Whoever finds at the end that a newer change has taken the line over may have written old rows over new ones, and
/// makes the ticket's rows again from the ticket itself; so does whoever comes late, because a former attempt at the same
/// change may have died half way.
/// </remarks>
public sealed class TicketViewProjection(TableServiceClient tables, TicketStore tickets)
{
    private readonly TableClient _views = tables.GetTableClient(TableNames.TicketViews);

    /// <summary>Brings the ticket's rows up to a version, or a later one.</summary>
    /// <param name="ticket">The ticket at that version.</param>
    /// <param name="opened">Whether the change opened it, so that its line is likely not there yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ApplyAsync(Ticket ticket, bool opened, CancellationToken cancellationToken)
    {
        var suspects = new List<IndexKey>();
        TicketViewLine? line = opened ? null : await FindAsync(ticket.Id, cancellationToken);
        while (true)
        {
            if (line is { IsDone: true } && line.Version == ticket.Version && suspects.Count == 0)
            {
                return;
            }

            if (line is not null && line.Version > ticket.Version)
            {
                suspects.AddRange(TicketViewLists.Of(TicketView.Of(ticket)));
                ticket = await NewestAsync(ticket, cancellationToken);
            }

            if (await TryApplyAsync(ticket, line, suspects, cancellationToken))
            {
                return;
            }

            line = await FindAsync(ticket.Id, cancellationToken);
        }
    }

    /// <summary>False when another change was faster and there is more to do.</summary>
    private async Task<bool> TryApplyAsync(
        Ticket ticket, TicketViewLine? line, List<IndexKey> suspects, CancellationToken cancellationToken)
    {
        var view = TicketView.Of(ticket);
        IReadOnlyList<IndexKey> rows = TicketViewLists.Of(view);
        var intent = new TicketViewLine
        {
            Version = ticket.Version,
            IsDone = false,
            Rows = rows,
            View = view,
            Stale = [.. (line?.Rows ?? []).Concat(line?.Stale ?? []).Concat(suspects).Except(rows)],
        };
        if (await TryWriteAsync(intent, line?.ETag, cancellationToken) is not { } etag)
        {
            return false;
        }

        // New before old, so that the ticket never vanishes from a list. A reference that is there already is as it will be.
        bool fresh = line is not { IsDone: true } || suspects.Count > 0;
        await Task.WhenAll(rows
            .Where(key => fresh || !TicketViewLists.IsReference(key) || !line!.Rows.Contains(key))
            .Select(key => _views.UpsertEntityAsync(TicketViewRow.Of(key, view), TableUpdateMode.Replace, cancellationToken)));
        await Task.WhenAll(intent.Stale.Select(key => _views.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken)));
        if (await TryWriteAsync(intent with { IsDone = true, Stale = [] }, etag, cancellationToken) is not null)
        {
            return true;
        }

        // Whoever took the line over for the same version writes the same rows, and ends the work. Whoever took it over for
        // a newer one has perhaps been overwritten.
        return (await FindAsync(ticket.Id, cancellationToken))?.Version <= ticket.Version;
    }

    private async Task<TicketViewLine?> FindAsync(TicketId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _views.GetEntityIfExistsAsync<TableEntity>(
            TicketViewLine.PartitionOf(id), TicketViewLine.RowKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } line } ? TicketViewLine.Of(line) : null;
    }

    /// <summary>The new ETag; null when somebody else has written.</summary>
    private async Task<ETag?> TryWriteAsync(TicketViewLine line, ETag? former, CancellationToken cancellationToken)
    {
        try
        {
            Response written = former is { } etag
                ? await _views.UpdateEntityAsync(line.ToRow(), etag, TableUpdateMode.Replace, cancellationToken)
                : await _views.AddEntityAsync(line.ToRow(), cancellationToken);
            return written.Headers.ETag;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return null;
        }
    }

    private async Task<Ticket> NewestAsync(Ticket ticket, CancellationToken cancellationToken) =>
        await tickets.FindAsync(ticket.Id, cancellationToken) is { } stored && stored.Ticket.Version > ticket.Version
            ? stored.Ticket
            : ticket;
}
