using Azure.Data.Tables.Models;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>A transaction with an action that is refused changes nothing, and says which it was.</summary>
public abstract class RefusedTransactionContract(ITableStorage storage) : TableContract(storage)
{
    [Fact]
    public async Task An_insert_that_conflicts_undoes_the_actions_before_it()
    {
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "taken", Text = "first" });
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "changed", Text = "first" });
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "deleted", Text = "first" });

        TableTransactionFailedException exception = await RefusedAsync(
            new(TableTransactionActionType.Add, Second("new")),
            new(TableTransactionActionType.UpdateReplace, Second("changed")),
            new(TableTransactionActionType.Delete, Second("deleted")),
            new(TableTransactionActionType.Add, Second("taken")),
            new(TableTransactionActionType.Add, Second("never")));

        Assert.Equal((409, "EntityAlreadyExists", 3), (exception.Status, exception.ErrorCode, exception.FailedTransactionActionIndex));
        Assert.Contains("The specified entity already exists.", exception.Message, StringComparison.Ordinal);
        List<Note> rows = await ReadAllAsync(Table.QueryAsync<Note>());
        Assert.Equal(["changed", "deleted", "taken"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal("first", row.Text));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_stale_tag_is_refused(TableTransactionActionType type)
    {
        ETag stale = (await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "head", Text = "old" })).Headers.ETag!.Value;
        await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "head", Text = "first" }, stale);

        TableTransactionFailedException exception = await RefusedAsync(
            new(TableTransactionActionType.Add, Second("event")),
            new(type, Second("head"), stale));

        Assert.Equal((412, 1), (exception.Status, exception.FailedTransactionActionIndex));
        Assert.True(exception.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal("first", (await ReadAllAsync(Table.QueryAsync<Note>())).Single().Text);
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_missing_row_is_refused(TableTransactionActionType type)
    {
        TableTransactionFailedException exception = await RefusedAsync(
            new(TableTransactionActionType.Add, Second("new")),
            new(type, Second("missing")));

        Assert.Equal((404, "ResourceNotFound", 1), (exception.Status, exception.ErrorCode, exception.FailedTransactionActionIndex));
        Assert.Empty(await ReadAllAsync(Table.QueryAsync<Note>()));
    }

    [Fact]
    public async Task The_first_action_has_index_zero()
    {
        await Table.AddEntityAsync(Second("taken"));

        Assert.Equal(0, (await RefusedAsync(new TableTransactionAction(TableTransactionActionType.Add, Second("taken")))).FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_row_that_occurs_twice_is_refused()
    {
        TableTransactionFailedException exception = await RefusedAsync(
            new(TableTransactionActionType.UpsertMerge, Second("r")),
            new(TableTransactionActionType.UpsertMerge, Second("r")));

        Assert.Equal((400, "InvalidDuplicateRow", 1), (exception.Status, exception.ErrorCode, exception.FailedTransactionActionIndex));
        Assert.Empty(await ReadAllAsync(Table.QueryAsync<Note>()));
    }

    [Fact]
    public async Task A_missing_table_is_refused()
    {
        TableClient missing = Service.GetTableClient(UniqueName());

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => missing.SubmitTransactionAsync([new(TableTransactionActionType.Add, Second("r"))]));

        Assert.Equal((404, "TableNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task More_than_a_hundred_actions_are_refused()
    {
        TableTransactionFailedException exception = await RefusedAsync(
            [.. Enumerable.Range(0, 101).Select(number => new TableTransactionAction(TableTransactionActionType.Add, Second($"{number}")))]);

        Assert.Equal((400, "InvalidInput"), (exception.Status, exception.ErrorCode));
        Assert.Empty(await ReadAllAsync(Table.QueryAsync<Note>()));
    }

    [Fact]
    public async Task Rows_of_two_partitions_are_refused()
    {
        TableTransactionFailedException exception = await RefusedAsync(
            new(TableTransactionActionType.Add, Second("r")),
            new(TableTransactionActionType.Add, new Note { PartitionKey = "other", RowKey = "r" }));

        Assert.Equal((400, 1), (exception.Status, exception.FailedTransactionActionIndex));
        Assert.True(exception.ErrorCode == TableErrorCode.CommandsInBatchActOnDifferentPartitions);
        Assert.Empty(await ReadAllAsync(Table.QueryAsync<Note>()));
    }

    [Fact]
    public async Task A_transaction_without_actions_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task The_table_can_be_changed_after_a_refusal()
    {
        await Table.AddEntityAsync(Second("taken"));
        await RefusedAsync(new(TableTransactionActionType.UpsertMerge, Second("other")), new(TableTransactionActionType.Add, Second("taken")));

        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, Second("other"))]);

        Assert.Equal(["other", "taken"], (await ReadAllAsync(Table.QueryAsync<Note>())).Select(row => row.RowKey));
    }

    private static Note Second(string rowKey) => new() { PartitionKey = "p", RowKey = rowKey, Text = "second" };

    private Task<TableTransactionFailedException> RefusedAsync(params TableTransactionAction[] actions) =>
        Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(actions));
}
