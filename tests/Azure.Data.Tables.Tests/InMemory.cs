using Azure.Data.Tables.Tests.Contract;
using Azure.Data.Tables.Tests.Storage;

namespace Azure.Data.Tables.Tests;

/// <summary>The contracts, held against the account in memory.</summary>
public static class InMemory
{
    public sealed class Entities() : EntityContract(new MemoryTableStorage());

    public sealed class Versions() : VersionContract(new MemoryTableStorage());

    public sealed class Types() : EdmTypeContract(new MemoryTableStorage());

    public sealed class Keys() : KeyContract(new MemoryTableStorage());

    public sealed class Queries() : QueryContract(new MemoryTableStorage());

    public sealed class Paging() : PagingContract(new MemoryTableStorage());

    public sealed class Transactions() : TransactionContract(new MemoryTableStorage());

    public sealed class RefusedTransactions() : RefusedTransactionContract(new MemoryTableStorage());

    public sealed class TableList() : TableListContract(new MemoryTableStorage());
}
