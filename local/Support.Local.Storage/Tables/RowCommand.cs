namespace Support.Local.Storage.Tables;

internal enum RowAction
{
    Insert,
    Replace,
    Merge,
    Delete,
}

/// <summary>A change of one row, as it was asked for: by a request of its own, or as part of a transaction.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Table">The table's name.</param>
/// <param name="PartitionKey">Of its address; an insert has it in its body.</param>
/// <param name="RowKey">Of its address; an insert has it in its body.</param>
/// <param name="IfMatch">The version that it must have, or <c>*</c>; null when none is asked for.</param>
/// <param name="Body">The entity; empty of a delete.</param>
internal readonly record struct RowCommand(
    RowAction Action, string Table, string PartitionKey, string RowKey, string? IfMatch, ReadOnlyMemory<byte> Body)
{
    /// <summary>The action that a method asks of an address; null when it is none.</summary>
    public static RowAction? ActionOf(string method, TableResource resource) => (method, resource) switch
    {
        ("POST", TableResource.Rows) => RowAction.Insert,
        ("PUT", TableResource.Row) => RowAction.Replace,
        ("PATCH" or "MERGE", TableResource.Row) => RowAction.Merge,
        ("DELETE", TableResource.Row) => RowAction.Delete,
        _ => null,
    };
}
