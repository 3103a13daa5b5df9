using Azure;
using Azure.Data.Tables;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Views;

/// <summary>The agents' lists as they are read. <see cref="TicketViewProjection"/> writes them.</summary>
public sealed class TicketViewStore(TableServiceClient tables)
{
    /// <summary>The most requests to storage that a page costs. A page that would need more comes short, with a next one.</summary>
    public const int ReadsMax = 3;

    /// <summary>The most that <see cref="CountOpenAsync"/> counts.</summary>
    public const int CountMax = 1000;

    private readonly TableClient _views = tables.GetTableClient(TableNames.TicketViews);

    /// <summary>A page of a list.</summary>
    public async Task<TicketViewPage> ListAsync(TicketViewQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ranges = TicketViewPlan.Of(query);
        var lines = new List<TicketView>();
        (int part, string? token) = query.After is { } after ? (Math.Max(after.Part, 0), after.Token) : (0, null);
        for (int reads = 0; reads < ReadsMax && part < ranges.Count && lines.Count < query.Limit; reads++)
        {
            Page<TableEntity> page = await ReadAsync(ranges[part], query.Limit - lines.Count, token, null, cancellationToken);
            Add(lines, page.Values.Select(TicketViewRow.Read), query);
            token = page.ContinuationToken;
            part += token is null ? 1 : 0;
        }

        return new TicketViewPage(lines, part < ranges.Count ? new TicketViewCursor(part, token) : null);
    }

    /// <summary>
    /// References of tickets that are not over, for who wants to do something to all of them. A ticket that is open during
    /// the whole walk is met once, whatever happens to it meanwhile.
    /// </summary>
    /// <param name="continuation">What the page before gave; null for the first.</param>
    /// <param name="limit">At most so many, up to 1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OpenTicketPage> OpenTicketsAsync(string? continuation, int limit, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {TicketViewLists.ReferencesFrom} and PartitionKey lt {TicketViewLists.ReferencesTo}");
        Page<TableEntity> page = await ReadAsync(filter, limit, continuation, ["RowKey"], cancellationToken);
        return new OpenTicketPage([.. page.Values.Select(row => TicketId.Parse(row.RowKey))], page.ContinuationToken);
    }

    /// <summary>How many tickets that are not over an agent holds, as far as the lists have heard; <see cref="CountMax"/> at most.</summary>
    public async Task<int> CountOpenAsync(string agent, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {TicketViewLists.Partition(false, "agent", agent)}");
        Page<TableEntity> page = await ReadAsync(filter, CountMax, null, ["RowKey"], cancellationToken);
        return page.Values.Count;
    }

    /// <summary>A ticket as the lists show it; null when they have not heard of it.</summary>
    public async Task<TicketView?> FindAsync(TicketId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _views.GetEntityIfExistsAsync<TableEntity>(
            TicketViewLine.PartitionOf(id), TicketViewLine.RowKey, ["Data"], cancellationToken);
        return row is { HasValue: true, Value: { } line } ? TicketViewRow.Read(line) : null;
    }

    /// <summary>One request. An empty page for an empty range.</summary>
    private async Task<Page<TableEntity>> ReadAsync(
        string filter, int limit, string? token, string[]? select, CancellationToken cancellationToken)
    {
        await foreach (Page<TableEntity> page in _views.QueryAsync<TableEntity>(filter, limit, select, cancellationToken)
            .AsPages(token, limit).WithCancellation(cancellationToken))
        {
            return page;
        }

        throw new InvalidOperationException("A query gives one page at least.");
    }

    // A ticket that is moving stands in two places for a moment.
    private static void Add(List<TicketView> lines, IEnumerable<TicketView> found, TicketViewQuery query)
    {
        foreach (TicketView view in found.Where(view => query.Scope.Covers(view.Team, view.Application)))
        {
            int known = lines.FindIndex(line => line.Id == view.Id);
            if (known < 0)
            {
                lines.Add(view);
            }
            else if (lines[known].Version < view.Version)
            {
                lines.RemoveAt(known);
                lines.Add(view);
            }
        }
    }
}
