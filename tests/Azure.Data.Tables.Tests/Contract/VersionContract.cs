using Azure.Data.Tables.Models;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>A change that names the version it was made from is refused when that is no longer the stored one.</summary>
public abstract class VersionContract(ITableStorage storage) : TableContract(storage)
{
    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_a_stale_tag_is_refused_and_changes_nothing(TableUpdateMode mode)
    {
        var note = new Note { PartitionKey = "p", RowKey = "r", Text = "first" };
        ETag stale = (await Table.AddEntityAsync(note)).Headers.ETag!.Value;
        await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = "second" }, stale, mode);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = "third" }, stale, mode));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (exception.Status, exception.ErrorCode));
        Assert.True(exception.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal("second", (await Table.GetEntityAsync<Note>("p", "r")).Value.Text);
    }

    [Fact]
    public async Task Every_change_gives_the_row_a_new_tag()
    {
        ETag added = (await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" })).Headers.ETag!.Value;
        ETag updated = (await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Number = 1 }, added)).Headers.ETag!.Value;
        Note read = await Table.GetEntityAsync<Note>("p", "r");
        Note queried = (await ReadAllAsync(Table.QueryAsync<Note>())).Single();

        Assert.NotEqual(added, updated);
        Assert.Equal(updated, read.ETag);
        Assert.Equal(updated, queried.ETag);
    }

    [Fact]
    public async Task A_tag_that_was_read_can_be_used_to_update()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Number"] = 1 });
        TableEntity read = await Table.GetEntityAsync<TableEntity>("p", "r");
        read["Number"] = 2;

        Response updated = await Table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace);

        Assert.Equal(204, updated.Status);
        Assert.Equal(2, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Number"));
    }

    [Fact]
    public async Task A_delete_with_a_stale_tag_is_refused()
    {
        ETag stale = (await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" })).Headers.ETag!.Value;
        ETag current = (await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Number = 1 }, stale)).Headers.ETag!.Value;

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.DeleteEntityAsync("p", "r", stale));
        Response deleted = await Table.DeleteEntityAsync("p", "r", current);

        Assert.Equal(412, exception.Status);
        Assert.Equal(204, deleted.Status);
    }

    [Fact]
    public async Task Of_callers_that_change_the_same_version_one_wins()
    {
        ETag tag = (await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Number = 0 })).Headers.ETag!.Value;

        int[] statuses = await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            try
            {
                return (await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Number = number }, tag)).Status;
            }
            catch (RequestFailedException exception)
            {
                return exception.Status;
            }
        }));

        Assert.Equal([204, 412, 412, 412, 412, 412, 412, 412], statuses.Order());
    }

    [Fact]
    public async Task An_update_without_a_tag_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "r" }, default));
    }
}
