using Azure;
using Azure.Data.Tables;
using Support.Domain.Search;
using Support.Platform.Storage;
using Support.Platform.Views;

namespace Support.Platform.Search;

/// <summary>
/// Finds open tickets by words of their subject and messages, notes among them. Costs a request for each word, and one for
/// each ticket that is looked at.
/// </summary>
public sealed class TicketSearch(TableServiceClient tables, TicketViewStore views)
{
    /// <summary>The most words that a search goes by; more do not narrow it.</summary>
    public const int WordsMax = 6;

    /// <summary>The most tickets of a word, the newest, that a search looks at.</summary>
    public const int TicketsMax = 1000;

    /// <summary>The most tickets of a page, found or looked at in vain.</summary>
    public const int PageMax = 50;

    private readonly TableClient _words = tables.GetTableClient(TableNames.TicketWords);

    /// <summary>A page of what was found, the newest ticket first. A page may be short, or empty, and have a next one.</summary>
    public async Task<TicketViewPage> FindAsync(TicketViewQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = SearchWords.Of(query.Words ?? string.Empty, WordsMax);
        if (words.Count == 0)
        {
            return new TicketViewPage([], null);
        }

        (HashSet<string> Places, bool IsWhole)[] found = await Task.WhenAll(words.Select((word, index) =>
            PlacesAsync(word, isBegun: index == words.Count - 1, cancellationToken)));
        string[] places = [.. found
            .Select(word => word.Places)
            .Aggregate((all, next) => { all.IntersectWith(next); return all; })
            .Where(place => string.CompareOrdinal(place, query.After?.Token ?? string.Empty) > 0)
            .Order(StringComparer.Ordinal)
            .Take(PageMax + 1)];
        return await PageAsync(query, places, found.Any(word => !word.IsWhole), cancellationToken);
    }

    private async Task<TicketViewPage> PageAsync(
        TicketViewQuery query, string[] places, bool incomplete, CancellationToken cancellationToken)
    {
        string[] page = [.. places.Take(Math.Min(query.Limit, PageMax))];
        TicketView?[] lines = await Task.WhenAll(page.Select(place => views.FindAsync(WordKeys.TicketAt(place), cancellationToken)));

        // The index of words may be behind the ticket: what is over or out of scope by now is left out here.
        return new TicketViewPage(
            [.. lines.OfType<TicketView>().Where(query.Matches)],
            places.Length > page.Length ? new TicketViewCursor(0, page[^1]) : null)
        {
            Incomplete = incomplete,
        };
    }

    private async Task<(HashSet<string> Places, bool IsWhole)> PlacesAsync(string word, bool isBegun, CancellationToken cancellationToken)
    {
        await foreach (Page<TableEntity> page in _words
            .QueryAsync<TableEntity>(WordKeys.Filter(word, isBegun), TicketsMax, ["RowKey"], cancellationToken)
            .AsPages(null, TicketsMax).WithCancellation(cancellationToken))
        {
            return ([.. page.Values.Select(row => WordKeys.Place(row.RowKey))], page.ContinuationToken is null);
        }

        throw new InvalidOperationException("A query gives one page at least.");
    }
}
