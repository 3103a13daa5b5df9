using Support.Local.Storage;
using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

/// <summary>All tests on Azurite share one.</summary>
[CollectionDefinition(Name)]
public sealed class OnAzurite : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

/// <summary>Something that speaks the Blob protocol. Every contract here is to hold for each of them.</summary>
public interface IBlobStorage
{
    BlobServiceClient Connect(BlobClientOptions? options = null);
}

/// <summary>The emulator, over HTTP.</summary>
public sealed class AzuriteBlobStorage(AzuriteFixture azurite) : IBlobStorage
{
    public BlobServiceClient Connect(BlobClientOptions? options = null) => new(azurite.ConnectionString, options!);
}

/// <summary>The account in memory, behind its transport.</summary>
public sealed class MemoryBlobStorage : IBlobStorage
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);

    public BlobServiceClient Connect(BlobClientOptions? options = null)
    {
        options ??= new BlobClientOptions();
        options.Transport = _storage.CreateTransport();
        return new BlobServiceClient(MemoryStorage.ConnectionString, options);
    }
}

[Collection(OnAzurite.Name)]
public sealed class Containers_on_Azurite(AzuriteFixture azurite) : ContainerContract(new AzuriteBlobStorage(azurite));

public sealed class Containers_in_memory() : ContainerContract(new MemoryBlobStorage());

[Collection(OnAzurite.Name)]
public sealed class Blobs_on_Azurite(AzuriteFixture azurite) : BlobContract(new AzuriteBlobStorage(azurite));

public sealed class Blobs_in_memory() : BlobContract(new MemoryBlobStorage());

[Collection(OnAzurite.Name)]
public sealed class Large_blobs_on_Azurite(AzuriteFixture azurite) : LargeBlobContract(new AzuriteBlobStorage(azurite));

public sealed class Large_blobs_in_memory() : LargeBlobContract(new MemoryBlobStorage());

[Collection(OnAzurite.Name)]
public sealed class Leases_on_Azurite(AzuriteFixture azurite) : LeaseContract(new AzuriteBlobStorage(azurite));

public sealed class Leases_in_memory() : LeaseContract(new MemoryBlobStorage());
