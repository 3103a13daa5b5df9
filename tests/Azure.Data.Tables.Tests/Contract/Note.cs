namespace Azure.Data.Tables.Tests.Contract;

/// <summary>A small row of two properties, either of which may be missing.</summary>
public sealed class Note : ITableEntity
{
    public string PartitionKey { get; set; } = string.Empty;

    public string RowKey { get; set; } = string.Empty;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; set; }

    public int? Number { get; set; }
}
