namespace Azure.Data.Tables.Protocol;

/// <summary>Where the next page of a query begins. As text it is both keys with a space between: the service's own form has none in it.</summary>
internal readonly record struct ContinuationToken(string? PartitionKey, string? RowKey)
{
    public static ContinuationToken Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(text, null) : new(text[..space], text[(space + 1)..]);
    }

    /// <summary>What an answer says about its next page, or null when it is the last. A full page may come without a row key.</summary>
    public static string? From(Response response)
    {
        bool hasPartition = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out string? partitionKey);
        bool hasRow = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out string? rowKey);
        return hasRow ? $"{partitionKey} {rowKey}" : hasPartition ? partitionKey : null;
    }
}
