using System.Text.Encodings.Web;
using System.Text.Json;

namespace Support.Local.Storage.Tables.Filters;

/// <summary>What a filter is asked about.</summary>
internal interface IFilterSubject
{
    /// <returns>The value of a property; null when there is none of that name.</returns>
    EdmValue? Find(FilterName name);
}

/// <summary>The name of a property, as it is written and as rows keep it.</summary>
internal sealed record FilterName(string Name)
{
    public byte[] Json { get; } = JsonEncodedText.Encode(Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
}

/// <summary>A row before a filter.</summary>
internal readonly struct RowSubject(TableRow row) : IFilterSubject
{
    public EdmValue? Find(FilterName name)
    {
        switch (name.Name)
        {
            case "PartitionKey": return EdmValue.Of(row.PartitionKey);
            case "RowKey": return EdmValue.Of(row.RowKey);
            case "Timestamp": return EdmValue.Of(EdmType.DateTime, row.Ticks);
        }

        var properties = new StoredProperties(row.Properties);
        return properties.MoveTo(name.Json) ? EdmValue.Of(properties.Type, properties.Value) : null;
    }
}

/// <summary>A table of the list before a filter.</summary>
internal readonly struct TableSubject(string table) : IFilterSubject
{
    public EdmValue? Find(FilterName name) =>
        string.Equals(name.Name, "TableName", StringComparison.OrdinalIgnoreCase) ? EdmValue.Of(table) : null;
}

internal enum FilterOperator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>A condition.</summary>
internal abstract record Filter
{
    public abstract bool IsMet<T>(in T subject)
        where T : IFilterSubject;
}

internal sealed record AndFilter(Filter Left, Filter Right) : Filter
{
    public override bool IsMet<T>(in T subject) => Left.IsMet(subject) && Right.IsMet(subject);
}

internal sealed record OrFilter(Filter Left, Filter Right) : Filter
{
    public override bool IsMet<T>(in T subject) => Left.IsMet(subject) || Right.IsMet(subject);
}

internal sealed record NotFilter(Filter Inner) : Filter
{
    public override bool IsMet<T>(in T subject) => !Inner.IsMet(subject);
}

/// <summary>A property that is true or false, or one of the words <c>true</c> and <c>false</c>.</summary>
internal sealed record FlagFilter(FilterOperand Operand) : Filter
{
    public override bool IsMet<T>(in T subject) => Operand.ValueOf(subject) is { Type: EdmType.Boolean, Number: 1 };
}

/// <summary>One side of a comparison: a property, or a value.</summary>
internal readonly record struct FilterOperand(FilterName? Property, EdmValue Value)
{
    public EdmValue? ValueOf<T>(in T subject)
        where T : IFilterSubject =>
        Property is null ? Value : subject.Find(Property);
}

/// <summary>A comparison. A property that the row lacks is neither equal nor unequal to anything.</summary>
internal sealed record ComparisonFilter(FilterOperand Left, FilterOperator Operator, FilterOperand Right) : Filter
{
    public override bool IsMet<T>(in T subject)
    {
        if (Left.ValueOf(subject) is not { } left || Right.ValueOf(subject) is not { } right)
        {
            return false;
        }

        int? order = EdmValue.Compare(left, right);
        return Operator switch
        {
            FilterOperator.Equal => order == 0 && !IsOfAnotherWidth(left, right),
            FilterOperator.NotEqual => order != 0 || IsOfAnotherWidth(left, right),
            FilterOperator.Greater => order > 0,
            FilterOperator.GreaterOrEqual => order >= 0,
            FilterOperator.Less => order < 0,
            _ => order <= 0,
        };
    }

    /// <summary>A 64-bit property equals only numbers that are written with an L; it is less or more than any. So has it Azurite.</summary>
    private bool IsOfAnotherWidth(in EdmValue left, in EdmValue right) =>
        (left.Type == EdmType.Int64 && Right.Property is null && right.IsPlainNumber)
        || (right.Type == EdmType.Int64 && Left.Property is null && left.IsPlainNumber);
}
