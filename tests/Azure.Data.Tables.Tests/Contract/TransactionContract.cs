using System.Text;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>A transaction carries out all its actions.</summary>
public abstract class TransactionContract(ITableStorage storage) : TableContract(storage)
{
    [Fact]
    public async Task Every_kind_of_action_is_carried_out_and_answered_in_order()
    {
        foreach (string rowKey in new[] { "merged", "replaced", "deleted", "upsert-merged", "upsert-replaced" })
        {
            await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = rowKey, Text = "old" });
        }

        Note deleted = await Table.GetEntityAsync<Note>("p", "deleted");
        Response<IReadOnlyList<Response>> answer = await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, New("added")),
            new(TableTransactionActionType.UpdateMerge, New("merged")),
            new(TableTransactionActionType.UpdateReplace, New("replaced")),
            new(TableTransactionActionType.Delete, deleted, deleted.ETag),
            new(TableTransactionActionType.UpsertMerge, New("upsert-merged")),
            new(TableTransactionActionType.UpsertReplace, New("upsert-replaced")),
            new(TableTransactionActionType.UpsertMerge, New("upsert-made")),
        ]);
        Dictionary<string, Note> rows = (await ReadAllAsync(Table.QueryAsync<Note>())).ToDictionary(row => row.RowKey);

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal(Enumerable.Repeat(204, 7), answer.Value.Select(response => response.Status));
        Assert.Equal(rows["added"].ETag, answer.Value[0].Headers.ETag);
        Assert.Equal(rows["upsert-made"].ETag, answer.Value[6].Headers.ETag);
        Assert.Equal(6, rows.Count);
        Assert.All(rows.Values, row => Assert.Equal(1, row.Number));
        Assert.Equal(["merged", "upsert-merged"], rows.Values.Where(row => row.Text == "old").Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_single_action_is_a_transaction()
    {
        Response<IReadOnlyList<Response>> added = await Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, New("r"))]);
        Response<IReadOnlyList<Response>> deleted = await Table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, New("r"))]);

        Assert.Equal((1, 1), (added.Value.Count, deleted.Value.Count));
        Assert.False((await Table.GetEntityIfExistsAsync<Note>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_hundred_actions_are_carried_out()
    {
        Response<IReadOnlyList<Response>> answer = await Table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(number => new TableTransactionAction(TableTransactionActionType.Add, New($"{number}"))));

        Assert.Equal(100, answer.Value.Count);
        Assert.Equal(100, (await ReadAllAsync(Table.QueryAsync<Note>())).Count);
    }

    [Theory]
    [InlineData("{\"json\":{\"deep\":[1,2,{}]}}")]
    [InlineData("--changeset_boundary\r\nContent-Type: application/http\r\n\r\nDELETE http://example.com/x HTTP/1.1\r\n\r\n--batch")]
    [InlineData("HTTP/1.1 404 Not Found\r\nETag: x")]
    [InlineData("}}}{{{ %7B% %zz http://a/b(PartitionKey='x',RowKey='y') POST")]
    [InlineData("\u0001\u0085\u2028\u2029\uFEFF\u00A0 <b>&amp;'\"\\")]
    [InlineData("日本語 עברית 🎉👩‍👩‍👧 é")]
    [InlineData("")]
    public async Task Text_of_any_kind_goes_through_a_transaction_unharmed(string text)
    {
        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new Note { PartitionKey = "p", RowKey = "1", Text = text }),
            new(TableTransactionActionType.UpsertReplace, new Note { PartitionKey = "p", RowKey = "2", Text = text }),
        ]);
        List<Note> rows = await ReadAllAsync(Table.QueryAsync<Note>());

        Assert.Equal([text, text], rows.Select(row => row.Text));
    }

    [Fact]
    public async Task Long_values_go_through_a_transaction_unharmed()
    {
        var text = new StringBuilder();
        for (int number = 0; text.Length < 32_000; number++)
        {
            text.Append("ä{").Append(number).Append("}\n");
        }

        string longest = text.ToString(0, 32_000);
        await Table.SubmitTransactionAsync(Enumerable.Range(0, 20).Select(number =>
            new TableTransactionAction(TableTransactionActionType.Add, new Note { PartitionKey = "p", RowKey = $"{number}", Text = longest })));

        Assert.All(await ReadAllAsync(Table.QueryAsync<Note>()), row => Assert.Equal(longest, row.Text));
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_becomes_the_replacement_character()
    {
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new Note { PartitionKey = "p", RowKey = "r", Text = "a\uD83Cb" })]);

        Assert.Equal("a\uFFFDb", (await Table.GetEntityAsync<Note>("p", "r")).Value.Text);
    }

    [Fact]
    public async Task Concurrent_transactions_on_other_partitions_do_not_touch_one_another()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(partition => Table.SubmitTransactionAsync(
            Enumerable.Range(0, 3).Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, new Note { PartitionKey = $"p{partition}", RowKey = $"{row}" })))));

        List<Note> rows = await ReadAllAsync(Table.QueryAsync<Note>());
        Assert.Equal(16, rows.GroupBy(row => row.PartitionKey).Count(partition => partition.Count() == 3));
    }

    private static Note New(string rowKey) => new() { PartitionKey = "p", RowKey = rowKey, Number = 1 };
}
