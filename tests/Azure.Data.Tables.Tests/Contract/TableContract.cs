using Azure.Data.Tables.Tests.Storage;
using Xunit;

namespace Azure.Data.Tables.Tests.Contract;

/// <summary>A contract about rows: each test has a table of its own.</summary>
public abstract class TableContract(ITableStorage storage) : IAsyncLifetime
{
    protected TableServiceClient Service { get; } = storage.Connect();

    protected TableClient Table { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Table = Service.GetTableClient(UniqueName());
        await Table.CreateAsync();
    }

    public Task DisposeAsync() => Table.DeleteAsync();

    protected static string UniqueName() => "t" + Guid.NewGuid().ToString("N");

    protected static async Task<List<T>> ReadAllAsync<T>(AsyncPageable<T> rows)
        where T : notnull
    {
        var all = new List<T>();
        await foreach (T row in rows)
        {
            all.Add(row);
        }

        return all;
    }
}
