using Azure.Data.Tables.Models;
using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>Tables are made, listed and deleted.</summary>
public abstract class TableListContract(ITableStorage storage)
{
    private readonly TableServiceClient _service = storage.Connect();
    private readonly string _prefix = "l" + Guid.NewGuid().ToString("N")[..20];

    [Fact]
    public async Task A_table_is_made_once()
    {
        Response<TableItem> created = await _service.CreateTableAsync(_prefix);
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => _service.CreateTableAsync(_prefix));

        Assert.Equal(_prefix, created.Value.Name);
        Assert.Equal((409, "TableAlreadyExists"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task Making_a_table_if_there_is_none_may_be_repeated()
    {
        Response<TableItem> first = await _service.CreateTableIfNotExistsAsync(_prefix);
        Response<TableItem> second = await _service.CreateTableIfNotExistsAsync(_prefix);
        Response<TableItem> third = await _service.GetTableClient(_prefix).CreateIfNotExistsAsync();

        Assert.Equal((_prefix, _prefix, _prefix), (first.Value.Name, second.Value.Name, third.Value.Name));
        Assert.Equal((204, 409), (first.GetRawResponse().Status, second.GetRawResponse().Status));
    }

    [Fact]
    public async Task A_deleted_table_is_gone_and_deleting_it_again_is_answered_with_404()
    {
        await _service.CreateTableAsync(_prefix);

        Assert.Equal(204, (await _service.DeleteTableAsync(_prefix)).Status);
        Assert.Equal(404, (await _service.DeleteTableAsync(_prefix)).Status);
        Assert.Equal(404, (await _service.GetTableClient(_prefix).DeleteAsync()).Status);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => _service.CreateTableAsync("not-a-name"));

        Assert.Equal(400, exception.Status);
    }

    [Fact]
    public async Task Tables_are_listed_in_pages_and_by_filter()
    {
        string[] names = [_prefix + "a", _prefix + "b", _prefix + "c"];
        foreach (string name in names)
        {
            await _service.CreateTableAsync(name);
        }

        string end = _prefix + "d";
        var pages = new List<string[]>();
        await foreach (Page<TableItem> page in _service
            .QueryAsync(table => string.Compare(table.Name, _prefix) > 0 && string.Compare(table.Name, end) < 0, maxPerPage: 2)
            .AsPages())
        {
            pages.Add([.. page.Values.Select(table => table.Name)]);
        }

        Assert.Equal([names[..2], names[2..]], pages);
        Assert.Equal([names[1]], _service.Query($"TableName eq '{names[1]}'").Select(table => table.Name));
    }
}
