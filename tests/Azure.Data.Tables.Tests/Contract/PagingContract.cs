using System.Globalization;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>Long results come in pages, and reading can go on where it stopped.</summary>
public abstract class PagingContract(ITableStorage storage) : TableContract(storage)
{
    [Fact]
    public async Task More_rows_than_a_page_holds_are_all_read_once()
    {
        const int Count = 1_050;
        await FillAsync("p", Count);

        var pages = new List<Page<Note>>();
        await foreach (Page<Note> page in Table.QueryAsync<Note>(select: ["RowKey"]).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([1_000, Count - 1_000], pages.Select(page => page.Values.Count));
        Assert.Equal(
            Enumerable.Range(0, Count).Select(RowKey),
            pages.SelectMany(page => page.Values).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Pages_have_the_size_that_was_asked_for()
    {
        await FillAsync("p", 7);

        Assert.Equal([3, 3, 1], await PageSizesAsync(Table.QueryAsync<Note>(maxPerPage: 3).AsPages()));
        Assert.Equal([2, 2, 2, 1], await PageSizesAsync(Table.QueryAsync<Note>(maxPerPage: 3).AsPages(pageSizeHint: 2)));
    }

    [Fact]
    public async Task Reading_goes_on_at_a_continuation_token()
    {
        await FillAsync("first ' päivä", 3);
        await FillAsync("second", 3);

        Page<Note> first = await FirstPageAsync(Table.QueryAsync<Note>(maxPerPage: 4).AsPages());
        List<string> rest = [];
        await foreach (Page<Note> page in Table.QueryAsync<Note>(maxPerPage: 4).AsPages(first.ContinuationToken))
        {
            rest.AddRange(page.Values.Select(row => row.PartitionKey + row.RowKey));
        }

        Assert.Equal(4, first.Values.Count);
        Assert.Equal(["second" + RowKey(1), "second" + RowKey(2)], rest);
    }

    [Fact]
    public async Task Reading_goes_on_within_a_partition_without_a_name()
    {
        await FillAsync(string.Empty, 3);

        Assert.Equal([2, 1], await PageSizesAsync(Table.QueryAsync<Note>(maxPerPage: 2).AsPages()));
    }

    [Fact]
    public async Task The_last_page_has_no_continuation_token()
    {
        Page<Note> empty = await FirstPageAsync(Table.QueryAsync<Note>().AsPages());

        Assert.Empty(empty.Values);
        Assert.Null(empty.ContinuationToken);
    }

    private static string RowKey(int number) => number.ToString("D5", CultureInfo.InvariantCulture);

    private static async Task<Page<Note>> FirstPageAsync(IAsyncEnumerable<Page<Note>> pages)
    {
        await foreach (Page<Note> page in pages)
        {
            return page;
        }

        throw new InvalidOperationException("There was no page.");
    }

    private static async Task<List<int>> PageSizesAsync(IAsyncEnumerable<Page<Note>> pages)
    {
        var sizes = new List<int>();
        await foreach (Page<Note> page in pages)
        {
            sizes.Add(page.Values.Count);
        }

        return sizes;
    }

    private async Task FillAsync(string partitionKey, int count)
    {
        foreach (int[] numbers in Enumerable.Range(0, count).Chunk(100))
        {
            await Table.SubmitTransactionAsync(numbers.Select(number =>
                new TableTransactionAction(TableTransactionActionType.Add, new Note { PartitionKey = partitionKey, RowKey = RowKey(number) })));
        }
    }
}
