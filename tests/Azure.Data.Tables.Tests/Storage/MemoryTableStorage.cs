using Support.Local.Storage;

namespace Azure.Data.Tables.Tests.Storage;

/// <summary>The account in memory, behind its transport.</summary>
public sealed class MemoryTableStorage : ITableStorage
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);

    public TableServiceClient Connect(TableClientOptions? options = null)
    {
        options ??= new TableClientOptions();
        options.Transport = _storage.CreateTransport();
        return new TableServiceClient(MemoryStorage.ConnectionString, options);
    }
}
