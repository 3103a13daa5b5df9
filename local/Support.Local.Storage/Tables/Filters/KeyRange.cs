namespace Support.Local.Storage.Tables.Filters;

/// <summary>
/// The keys between which all rows lie that a filter can leave, as far as its outermost <c>and</c>s tell: what spares a
/// query of one partition the look at the others. A bound may let through more than the filter, never less.
/// </summary>
internal sealed class KeyRange
{
    private string _firstRow = string.Empty;
    private string? _lastRow;

    private KeyRange()
    {
    }

    public string FirstPartition { get; private set; } = string.Empty;

    public string? LastPartition { get; private set; }

    /// <summary>The first row that matters of the first partition: only of a single one is the row's bound one of the range.</summary>
    public string FirstRow => FirstPartition == LastPartition ? _firstRow : string.Empty;

    public static KeyRange Of(Filter? filter)
    {
        var range = new KeyRange();
        range.Narrow(filter);
        return range;
    }

    public bool IsPast(TableRow row) =>
        LastPartition is not null
        && string.CompareOrdinal(row.PartitionKey, LastPartition) is var order
        && (order > 0 || (order == 0 && _lastRow is not null && FirstPartition == LastPartition && string.CompareOrdinal(row.RowKey, _lastRow) > 0));

    private void Narrow(Filter? filter)
    {
        if (filter is AndFilter and)
        {
            Narrow(and.Left);
            Narrow(and.Right);
        }
        else if (filter is ComparisonFilter { Left.Property: { } name, Right: { Property: null, Value: { Type: EdmType.String, Text: { } text } } } comparison)
        {
            bool isLower = comparison.Operator is FilterOperator.Equal or FilterOperator.Greater or FilterOperator.GreaterOrEqual;
            bool isUpper = comparison.Operator is FilterOperator.Equal or FilterOperator.Less or FilterOperator.LessOrEqual;
            Narrow(name.Name, text, isLower, isUpper);
        }
    }

    private void Narrow(string name, string text, bool isLower, bool isUpper)
    {
        if (name == "PartitionKey")
        {
            FirstPartition = isLower ? Greater(FirstPartition, text) : FirstPartition;
            LastPartition = isUpper ? Lesser(LastPartition, text) : LastPartition;
        }
        else if (name == "RowKey")
        {
            _firstRow = isLower ? Greater(_firstRow, text) : _firstRow;
            _lastRow = isUpper ? Lesser(_lastRow, text) : _lastRow;
        }
    }

    private static string Greater(string one, string other) => string.CompareOrdinal(one, other) >= 0 ? one : other;

    private static string Lesser(string? one, string other) => one is null || string.CompareOrdinal(one, other) > 0 ? other : one;
}
