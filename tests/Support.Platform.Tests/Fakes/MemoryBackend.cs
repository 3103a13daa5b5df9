using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Support.Local.Storage;
using Support.Platform.Content;
using Support.Platform.Links;
using Support.Platform.Storage;

namespace Support.Platform.Tests.Fakes;

/// <summary>Tables and contents in memory, empty, with every table there.</summary>
internal sealed class MemoryBackend
{
    public MemoryBackend()
    {
        var storage = new MemoryStorage(TimeProvider.System);
        Tables = new TableServiceClient(MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport() });
        var blobs = new BlobServiceClient(MemoryStorage.ConnectionString, new BlobClientOptions { Transport = storage.CreateTransport() });
        new TableProvisioning(Tables).StartAsync(default).GetAwaiter().GetResult();
        new ContentProvisioning(blobs).StartAsync(default).GetAwaiter().GetResult();
        Contents = new ContentStore(blobs, Some.Random);
        Keys = new KeyRing(Tables, Some.Random);
    }

    public TableServiceClient Tables { get; }

    public ContentStore Contents { get; }

    public KeyRing Keys { get; }
}
