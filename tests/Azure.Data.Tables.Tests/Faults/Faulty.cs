using Azure.Core;
using Azure.Data.Tables.Tests.Contract;
using Support.Local.Storage;

namespace Azure.Data.Tables.Tests.Faults;

/// <summary>A table in memory, a client of it that meets faults, and one that meets none.</summary>
internal sealed class Faulty
{
    private Faulty(StorageFaults faults, TimeProvider? time, int retries)
    {
        Storage = new MemoryStorage(time ?? TimeProvider.System);
        Sound = Connect(null, 0);
        Table = Connect(faults, retries);
    }

    public MemoryStorage Storage { get; }

    public TableClient Table { get; }

    public TableClient Sound { get; }

    public static async Task<Faulty> NewAsync(StorageFaults faults, TimeProvider? time = null, int retries = 0)
    {
        var faulty = new Faulty(faults, time, retries);
        await faulty.Sound.CreateAsync();
        return faulty;
    }

    public static Note Note(string rowKey) => new() { PartitionKey = "p", RowKey = rowKey };

    public async Task<List<string>> RowKeysAsync()
    {
        var keys = new List<string>();
        await foreach (Note row in Sound.QueryAsync<Note>())
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    private TableClient Connect(StorageFaults? faults, int retries)
    {
        var options = new TableClientOptions
        {
            Transport = Storage.CreateTransport(faults),
            Retry = { MaxRetries = retries, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) },
        };
        return new TableClient(MemoryStorage.ConnectionString, "Notes", options);
    }
}
