using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>Keys may have any characters but those that the service forbids.</summary>
public abstract class KeyContract(ITableStorage storage) : TableContract(storage)
{
    public static TheoryData<string, string> OddKeys => new()
    {
        { "o'clock", "it''s" },
        { "'", "''" },
        { "100%", "%41%27%2F" },
        { "a b", " leading and trailing " },
        { "päivä", "日本語🎉" },
        { "a+b&c=d", "x;y,z:(w)" },
        { "{curly}", "[square]<angle>" },
        { "\"double\"", "$batch@!*|^~`" },
        { "a.b..", "..." },
        { "http://x".Replace("/", "!", StringComparison.Ordinal), "POST DELETE" },
        { string.Empty, string.Empty },
    };

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task A_row_is_found_changed_and_deleted_by_its_keys(string partitionKey, string rowKey)
    {
        await Table.AddEntityAsync(new Note { PartitionKey = partitionKey, RowKey = rowKey, Text = "added" });
        Note added = await Table.GetEntityAsync<Note>(partitionKey, rowKey);
        await Table.UpdateEntityAsync(new Note { PartitionKey = partitionKey, RowKey = rowKey, Text = "updated" }, added.ETag);
        Note updated = await Table.GetEntityAsync<Note>(partitionKey, rowKey);
        List<Note> found = await ReadAllAsync(Table.QueryAsync<Note>(row => row.PartitionKey == partitionKey && row.RowKey == rowKey));
        Response deleted = await Table.DeleteEntityAsync(partitionKey, rowKey, updated.ETag);

        Assert.Equal((partitionKey, rowKey, "added"), (added.PartitionKey, added.RowKey, added.Text));
        Assert.Equal("updated", updated.Text);
        Assert.Equal((partitionKey, rowKey), (found.Single().PartitionKey, found.Single().RowKey));
        Assert.Equal(204, deleted.Status);
    }

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task A_transaction_finds_rows_by_their_keys(string partitionKey, string rowKey)
    {
        Note With(string text) => new() { PartitionKey = partitionKey, RowKey = rowKey, Text = text };

        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, With("added"))]);
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, With("merged"))]);
        Note merged = await Table.GetEntityAsync<Note>(partitionKey, rowKey);
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, With("replaced"))]);
        Note replaced = await Table.GetEntityAsync<Note>(partitionKey, rowKey);
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, With("deleted"), replaced.ETag)]);

        Assert.Equal(("merged", "replaced"), (merged.Text, replaced.Text));
        Assert.Empty(await ReadAllAsync(Table.QueryAsync<Note>()));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    public async Task Forbidden_characters_are_refused(string key)
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = key }));

        Assert.Equal(400, exception.Status);
    }

    [Fact]
    public async Task A_row_without_a_key_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity { ["PartitionKey"] = "p" }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.UpsertEntityAsync(new TableEntity { ["RowKey"] = "r" }));
        await Assert.ThrowsAsync<ArgumentNullException>(
            () => Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity())]));
    }
}
