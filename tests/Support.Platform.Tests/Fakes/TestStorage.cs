using Azure.Core;
using Azure.Data.Tables;
using Support.Platform.Storage;
using Support.TestKit.Azurite;

namespace Support.Platform.Tests.Fakes;

/// <summary>The platform's tables on Azurite, empty.</summary>
internal sealed class TestStorage
{
    private readonly string _connectionString;

    private TestStorage(string connectionString)
    {
        _connectionString = connectionString;
        Tables = NewClient(new TestTransport());
    }

    /// <summary>A client for the test's own look at the tables.</summary>
    public TableServiceClient Tables { get; }

    public static async Task<TestStorage> EmptyAsync(AzuriteFixture azurite)
    {
        var storage = new TestStorage(azurite.ConnectionString);
        foreach (string name in TableNames.All)
        {
            await storage.Tables.DeleteTableAsync(name);
            await storage.Tables.CreateTableAsync(name);
        }

        return storage;
    }

    /// <summary>A client that goes through the transport and tries twice more, at once.</summary>
    public TableServiceClient NewClient(TestTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        options.Retry.MaxRetries = 2;
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new TableServiceClient(_connectionString, options);
    }

    public async Task<List<TableEntity>> RowsAsync(string table, string? filter = null)
    {
        var rows = new List<TableEntity>();
        await foreach (TableEntity row in Tables.GetTableClient(table).QueryAsync<TableEntity>(filter))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The outbox as the sweep finds it.</summary>
    public Task<List<TableEntity>> IntentsAsync() => RowsAsync(TableNames.Outbox);
}
