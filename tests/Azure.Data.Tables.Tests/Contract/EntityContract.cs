using Azure.Data.Tables.Models;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>What adding, reading, changing and deleting one row does.</summary>
public abstract class EntityContract(ITableStorage storage) : TableContract(storage)
{
    [Fact]
    public async Task An_added_row_is_read_with_its_tag_and_time()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        Response added = await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = "hello", Number = 7 });
        Response<Note> read = await Table.GetEntityAsync<Note>("p", "r");

        Assert.Equal(204, added.Status);
        Assert.Equal(("p", "r", "hello", 7), (read.Value.PartitionKey, read.Value.RowKey, read.Value.Text, read.Value.Number));
        Assert.Equal(added.Headers.ETag, read.Value.ETag);
        Assert.InRange(read.Value.Timestamp!.Value, before - TimeSpan.FromMinutes(1), before + TimeSpan.FromMinutes(1));
        Assert.Equal(200, read.GetRawResponse().Status);
    }

    [Fact]
    public async Task Adding_a_row_that_exists_is_a_conflict()
    {
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" });

        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" }));

        Assert.Equal((409, "EntityAlreadyExists"), (exception.Status, exception.ErrorCode));
        Assert.True(exception.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.StartsWith("The specified entity already exists.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Status: 409", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ErrorCode: EntityAlreadyExists", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_a_row_that_does_not_exist_fails()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.GetEntityAsync<Note>("p", "none"));

        Assert.Equal((404, "ResourceNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task Reading_a_row_if_it_exists_says_whether_it_does()
    {
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = "here" });

        NullableResponse<Note> present = await Table.GetEntityIfExistsAsync<Note>("p", "r");
        NullableResponse<Note> absent = await Table.GetEntityIfExistsAsync<Note>("p", "none");

        Assert.True(present.HasValue);
        Assert.Equal("here", present.Value!.Text);
        Assert.False(absent.HasValue);
        Assert.Throws<InvalidOperationException>(() => absent.Value);
        Assert.Equal(404, absent.GetRawResponse().Status);
        Assert.False(absent.GetRawResponse().IsError);
    }

    [Fact]
    public async Task Selected_properties_alone_are_read()
    {
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = "hello", Number = 7 });

        Note read = await Table.GetEntityAsync<Note>("p", "r", ["RowKey", "Number"]);

        Assert.Equal(("r", null, 7), (read.RowKey, read.Text, read.Number));
    }

    [Fact]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_does_not()
    {
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "merged", Text = "kept", Number = 1 });
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "replaced", Text = "lost", Number = 1 });

        await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "merged", Number = 2 }, ETag.All, TableUpdateMode.Merge);
        await Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "replaced", Number = 2 }, ETag.All, TableUpdateMode.Replace);

        Note merged = await Table.GetEntityAsync<Note>("p", "merged");
        Note replaced = await Table.GetEntityAsync<Note>("p", "replaced");
        Assert.Equal(("kept", 2), (merged.Text, merged.Number));
        Assert.Equal((null, 2), (replaced.Text, replaced.Number));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, "old")]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_makes_the_row_or_changes_it(TableUpdateMode mode, string? textAfter)
    {
        await Table.UpsertEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = "old" }, mode);
        await Table.UpsertEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Number = 5 }, mode);

        Note read = await Table.GetEntityAsync<Note>("p", "r");
        Assert.Equal((textAfter, 5), (read.Text, read.Number));
    }

    [Fact]
    public async Task Updating_a_row_that_does_not_exist_fails()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.UpdateEntityAsync(new Note { PartitionKey = "p", RowKey = "none" }, ETag.All));

        Assert.Equal((404, "ResourceNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task A_deleted_row_is_gone_and_deleting_it_again_is_answered_with_404()
    {
        await Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" });

        Response first = await Table.DeleteEntityAsync("p", "r");
        Response again = await Table.DeleteEntityAsync(new Note { PartitionKey = "p", RowKey = "r" });

        Assert.Equal(204, first.Status);
        Assert.Equal(404, again.Status);
        Assert.False((await Table.GetEntityIfExistsAsync<Note>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Operations_on_a_missing_table_say_so()
    {
        TableClient missing = Service.GetTableClient(UniqueName());

        foreach (Func<Task> operation in new Func<Task>[]
        {
            () => missing.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r" }),
            () => missing.GetEntityAsync<Note>("p", "r"),
            () => missing.UpsertEntityAsync(new Note { PartitionKey = "p", RowKey = "r" }),
            () => ReadAllAsync(missing.QueryAsync<Note>()),
        })
        {
            var exception = await Assert.ThrowsAsync<RequestFailedException>(operation);
            Assert.Equal((404, "TableNotFound"), (exception.Status, exception.ErrorCode));
        }
    }

    [Fact]
    public async Task A_property_above_64_KiB_is_refused()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.AddEntityAsync(new Note { PartitionKey = "p", RowKey = "r", Text = new string('x', (32 * 1024) + 1) }));

        Assert.Equal((400, "PropertyValueTooLarge"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task A_canceled_call_ends_as_canceled()
    {
        var canceled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.GetEntityAsync<Note>("p", "r", cancellationToken: canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAllAsync(Table.QueryAsync<Note>(cancellationToken: canceled)));
    }

    [Fact]
    public void The_calls_that_block_do_the_same()
    {
        var note = new Note { PartitionKey = "p", RowKey = "r", Text = "hello" };
        Table.CreateIfNotExists();
        ETag added = Table.AddEntity(note).Headers.ETag!.Value;
        Table.UpdateEntity(new Note { PartitionKey = "p", RowKey = "r", Number = 1 }, added);
        Table.UpsertEntity(new Note { PartitionKey = "p", RowKey = "r", Number = 2 });
        Table.SubmitTransaction([new(TableTransactionActionType.Add, new Note { PartitionKey = "p", RowKey = "second" })]);

        Assert.Equal(("hello", 2), (Table.GetEntity<Note>("p", "r").Value.Text, Table.GetEntityIfExists<Note>("p", "r").Value!.Number));
        Assert.Equal(["r", "second"], Table.Query<Note>(row => row.PartitionKey == "p").Select(row => row.RowKey));
        Assert.Equal(204, Table.DeleteEntity(note).Status);
        Assert.Equal(204, Table.Delete().Status);
    }
}
