using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>Filters leave what they say, and rows come in the order of their keys.</summary>
public abstract class QueryContract(ITableStorage storage) : TableContract(storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public async Task Rows_come_in_the_order_of_their_keys()
    {
        foreach ((string partitionKey, string rowKey) in new[] { ("b", "1"), ("a", "2"), ("a", "10"), ("A", "9"), ("b", "0") })
        {
            await Table.AddEntityAsync(new Note { PartitionKey = partitionKey, RowKey = rowKey });
        }

        List<Note> rows = await ReadAllAsync(Table.QueryAsync<Note>());

        Assert.Equal(["A9", "a10", "a2", "b0", "b1"], rows.Select(row => row.PartitionKey + row.RowKey));
    }

    [Fact]
    public async Task A_string_filter_is_sent_as_it_is()
    {
        await FillAsync();

        Assert.Equal(["2"], await RowKeysAsync("PartitionKey eq 'p' and Number gt 1 and Number lt 3"));
        Assert.Equal(["1", "3"], await RowKeysAsync("not (RowKey eq '2')"));
        Assert.Equal(["1", "2", "3"], await RowKeysAsync(string.Empty));
    }

    [Fact]
    public async Task Values_of_every_type_can_be_compared_with()
    {
        await FillAsync();

        Assert.Equal(["2"], await RowKeysAsync(TableClient.CreateQueryFilter($"Text eq {"it's 2"}")));
        Assert.Equal(["1", "3"], await RowKeysAsync(TableClient.CreateQueryFilter($"Flag eq {true}")));
        Assert.Equal(["3"], await RowKeysAsync(TableClient.CreateQueryFilter($"Number ge {3}")));
        Assert.Equal(["1"], await RowKeysAsync(TableClient.CreateQueryFilter($"Large lt {20L}")));
        Assert.Equal(["2", "3"], await RowKeysAsync(TableClient.CreateQueryFilter($"Real gt {1.5}")));
        Assert.Equal(["3"], await RowKeysAsync(TableClient.CreateQueryFilter($"At gt {Noon.AddHours(2)}")));
        Assert.Equal(["2"], await RowKeysAsync(TableClient.CreateQueryFilter($"Id eq {Id}")));
        Assert.Equal(["2"], await RowKeysAsync(TableClient.CreateQueryFilter($"Bytes eq {new byte[] { 2 }}")));
    }

    [Fact]
    public async Task An_expression_is_translated_to_a_filter()
    {
        await FillAsync();
        (string partitionKey, int least) = ("p", 2);

        Assert.Equal(["2", "3"], await ReadKeysAsync(Table.QueryAsync<Note>(row => row.PartitionKey == partitionKey && row.Number >= least)));
        Assert.Equal(["1", "3"], await ReadKeysAsync(Table.QueryAsync<Note>(row => row.Text != "it's 2")));
        Assert.Equal(["1", "2"], await ReadKeysAsync(Table.QueryAsync<Note>(row => row.RowKey.CompareTo("3") < 0)));
        Assert.Equal(["2", "3"], await ReadKeysAsync(Table.QueryAsync<Note>(row => string.CompareOrdinal(row.RowKey, "1") > 0)));
        Assert.Equal(["1", "3"], await ReadKeysAsync(Table.QueryAsync<TableEntity>(row => row.GetBoolean("Flag") == true)));
        Assert.Equal(["2"], await ReadKeysAsync(Table.QueryAsync<TableEntity>(row => (Guid)row["Id"] == Id)));
        Assert.Equal(["1"], await ReadKeysAsync(Table.QueryAsync<TableEntity>(row => row.GetDateTimeOffset("At") <= Noon.AddHours(1))));
    }

    [Fact]
    public async Task Times_of_the_service_can_be_compared_with()
    {
        await FillAsync();
        Note last = await Table.GetEntityAsync<Note>("p", "3");

        Assert.Empty(await ReadKeysAsync(Table.QueryAsync<Note>(row => row.Timestamp > last.Timestamp!.Value.AddMinutes(1))));
        Assert.Equal(["1", "2", "3"], await ReadKeysAsync(Table.QueryAsync<Note>(row => row.Timestamp <= last.Timestamp!.Value.AddMinutes(1))));
    }

    [Fact]
    public async Task Selected_properties_alone_are_read()
    {
        await FillAsync();

        List<TableEntity> rows = await ReadAllAsync(Table.QueryAsync<TableEntity>("RowKey eq '2'", select: ["RowKey", "Text"]));

        Assert.Equal(["RowKey", "Text"], rows.Single().Keys.Where(key => key != "odata.etag").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_filter_that_is_none_is_refused()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => RowKeysAsync("Number gt gt 1"));

        Assert.Equal((400, "InvalidInput"), (exception.Status, exception.ErrorCode));
    }

    private async Task FillAsync()
    {
        for (int number = 1; number <= 3; number++)
        {
            await Table.AddEntityAsync(new TableEntity("p", $"{number}")
            {
                ["Text"] = $"it's {number}",
                ["Number"] = number,
                ["Large"] = number * 10L,
                ["Real"] = number * 1.0,
                ["Flag"] = number != 2,
                ["At"] = Noon.AddHours(number),
                ["Id"] = number == 2 ? Id : Guid.Empty,
                ["Bytes"] = new[] { (byte)number },
            });
        }
    }

    private Task<List<string>> RowKeysAsync(string filter) => ReadKeysAsync(Table.QueryAsync<TableEntity>(filter));

    private static async Task<List<string>> ReadKeysAsync<T>(AsyncPageable<T> rows)
        where T : class, ITableEntity =>
        (await ReadAllAsync(rows)).ConvertAll(row => row.RowKey);
}
