namespace Azure.Data.Tables.Entities;

/// <summary>The names that the service gives to what every row has.</summary>
internal static class EntityNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";
    public const string ODataPrefix = "odata.";
    public const string TypeSuffix = "@odata.type";
}
