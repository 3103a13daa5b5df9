using Support.TestKit.Azurite;

namespace Azure.Data.Tables.Tests.Storage;

/// <summary>The emulator, over HTTP.</summary>
public sealed class AzuriteTableStorage(AzuriteFixture azurite) : ITableStorage
{
    public TableServiceClient Connect(TableClientOptions? options = null) => new(azurite.ConnectionString, options);
}
