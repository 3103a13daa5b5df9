namespace Azure.Data.Tables.Tests.Storage;

/// <summary>Something that speaks the Table protocol. Every contract here is to hold for each of them.</summary>
public interface ITableStorage
{
    /// <summary>A client of the storage's one account.</summary>
    TableServiceClient Connect(TableClientOptions? options = null);
}
