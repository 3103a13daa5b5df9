using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Filters;

/// <summary>The property of the row that an expression reads.</summary>
internal static class StoredProperty
{
    /// <summary>The stored name, or null when the expression reads no property of the row.</summary>
    public static string? Find(Expression? expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Find(convert.Operand),
        MemberExpression { Member.Name: nameof(Nullable<int>.Value), Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null =>
            Find(inner),
        MemberExpression { Expression: { } row } member when IsRow(row) => Name(member.Member),

        // entity["Name"], which the compiler calls get_Item, and entity.GetInt32("Name")
        MethodCallExpression { Object: { } row, Arguments: [var name] } call
            when IsRow(row) && row.Type == typeof(TableEntity) && call.Method.Name.StartsWith("get", StringComparison.OrdinalIgnoreCase) =>
            CapturedValue.Of(name) as string,
        _ => null,
    };

    private static bool IsRow(Expression expression) => expression switch
    {
        ParameterExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsRow(convert.Operand),
        _ => false,
    };

    private static string Name(MemberInfo member) =>
        member.DeclaringType == typeof(TableItem)
            ? "TableName"
            : member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
}
