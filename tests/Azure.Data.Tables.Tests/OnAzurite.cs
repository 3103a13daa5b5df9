using Azure.Data.Tables.Tests.Contract;
using Azure.Data.Tables.Tests.Storage;
using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Data.Tables.Tests;

/// <summary>The contracts, held against one emulator.</summary>
[CollectionDefinition(nameof(OnAzurite))]
public sealed class OnAzurite : ICollectionFixture<AzuriteFixture>
{
    [Collection(nameof(OnAzurite))]
    public sealed class Entities(AzuriteFixture azurite) : EntityContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class Versions(AzuriteFixture azurite) : VersionContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class Types(AzuriteFixture azurite) : EdmTypeContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class Keys(AzuriteFixture azurite) : KeyContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class Queries(AzuriteFixture azurite) : QueryContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class Paging(AzuriteFixture azurite) : PagingContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class Transactions(AzuriteFixture azurite) : TransactionContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class RefusedTransactions(AzuriteFixture azurite) : RefusedTransactionContract(new AzuriteTableStorage(azurite));

    [Collection(nameof(OnAzurite))]
    public sealed class TableList(AzuriteFixture azurite) : TableListContract(new AzuriteTableStorage(azurite));
}
