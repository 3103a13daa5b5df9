namespace Support.Local.Storage.Tables;

internal enum TableResource
{
    /// <summary>None that there is.</summary>
    None,

    /// <summary>The list of tables.</summary>
    Tables,

    /// <summary>One table of the list.</summary>
    TableItem,

    /// <summary>The rows of a table.</summary>
    Rows,

    /// <summary>One row.</summary>
    Row,

    /// <summary>Where transactions go.</summary>
    Batch,
}

/// <summary>What a request's path names.</summary>
internal readonly record struct TableAddress(TableResource Resource, string Table, string PartitionKey, string RowKey)
{
    /// <param name="path">A path with the account before the resource, escaped.</param>
    public static TableAddress Parse(string path)
    {
        int account = path.IndexOf('/', 1);
        string resource = account < 0 ? string.Empty : path[(account + 1)..];
        if (resource.Contains('%', StringComparison.Ordinal))
        {
            resource = Uri.UnescapeDataString(resource);
        }

        int open = resource.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? resource : resource[..open];
        string arguments = open < 0 ? string.Empty : resource[open..];
        return (name, arguments) switch
        {
            ("", _) => default,
            ("$batch", "") => new(TableResource.Batch, string.Empty, string.Empty, string.Empty),
            ("Tables", "" or "()") => new(TableResource.Tables, string.Empty, string.Empty, string.Empty),
            ("Tables", ['(', '\'', .., '\'', ')']) => new(TableResource.TableItem, arguments[2..^2], string.Empty, string.Empty),
            (_, "" or "()") => new(TableResource.Rows, name, string.Empty, string.Empty),
            _ => ParseKeys(name, arguments),
        };
    }

    private static TableAddress ParseKeys(string table, string arguments)
    {
        const string Partition = "(PartitionKey='";
        const string Row = "',RowKey='";
        if (!arguments.StartsWith(Partition, StringComparison.Ordinal) || !arguments.EndsWith("')", StringComparison.Ordinal))
        {
            return default;
        }

        // A quote within a key is doubled, so that what parts the keys is the first that is not.
        int end = Partition.Length;
        while (end < arguments.Length && !(arguments[end] == '\'' && arguments[end + 1] != '\''))
        {
            end += arguments[end] == '\'' ? 2 : 1;
        }

        return end < arguments.Length && arguments.AsSpan(end).StartsWith(Row) && end + Row.Length <= arguments.Length - 2
            ? new(TableResource.Row, table, Unquote(arguments[Partition.Length..end]), Unquote(arguments[(end + Row.Length)..^2]))
            : default;
    }

    private static string Unquote(string key) =>
        key.Contains('\'', StringComparison.Ordinal) ? key.Replace("''", "'", StringComparison.Ordinal) : key;
}
