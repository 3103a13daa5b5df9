namespace Azure.Data.Tables;

/// <summary>What every stored row has. A type that implements it names the rest of the row by its public properties.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>When the service last changed the row. Never sent: the service alone sets it.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the row as it was read.</summary>
    ETag ETag { get; set; }
}
