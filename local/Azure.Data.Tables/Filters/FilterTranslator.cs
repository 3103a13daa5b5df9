using System.Linq.Expressions;

namespace Azure.Data.Tables.Filters;

/// <summary>
/// Translates a predicate to a filter of the service: comparisons of a stored property with a value, joined by and, or
/// and not. What the service cannot do is refused rather than done here, as the row would have to be fetched first.
/// </summary>
internal static class FilterTranslator
{
    public static string Translate<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Condition(filter.Body);
    }

    private static string Condition(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both =>
            $"({Condition(both.Left)}) and ({Condition(both.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either =>
            $"({Condition(either.Left)}) or ({Condition(either.Right)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Condition(convert.Operand),
        BinaryExpression comparison => Comparison(comparison),
        MethodCallExpression { Method.Name: nameof(Equals) } call => Equality(call),
        _ when StoredProperty.Find(expression) is { } property => $"{property} eq true",
        _ => throw NotSupported(expression),
    };

    private static string Comparison(BinaryExpression comparison)
    {
        (Expression left, Expression right, ExpressionType type) = (comparison.Left, comparison.Right, comparison.NodeType);

        // a.CompareTo(b) > 0 and string.Compare(a, b) > 0 both mean a > b; 0 < a.CompareTo(b) means it too.
        if (Ordering(left) is { } ordering && IsZero(right))
        {
            (left, right) = ordering;
        }
        else if (Ordering(right) is { } mirrored && IsZero(left))
        {
            (left, right, type) = (mirrored.Left, mirrored.Right, Mirror(type));
        }

        if (StoredProperty.Find(left) is { } property)
        {
            return Comparison(comparison, property, left, right, type);
        }

        return StoredProperty.Find(right) is { } other
            ? Comparison(comparison, other, right, left, Mirror(type))
            : throw NotSupported(comparison);
    }

    private static string Comparison(BinaryExpression whole, string property, Expression stored, Expression constant, ExpressionType type)
    {
        object? value = CapturedValue.Of(constant);

        // The compiler compares enumerations by their numbers; they are stored by their names.
        if (value is not null && EnumerationOf(stored) is { } enumeration && value is not Enum)
        {
            value = Enum.ToObject(enumeration, value);
        }

        return $"{property} {Operator(whole, type)} {ODataLiteral.Of(value)}";
    }

    private static string Equality(MethodCallExpression call)
    {
        (Expression? left, Expression? right) = (call.Object, call.Arguments) switch
        {
            ({ } target, [var argument]) => (target, argument),
            (null, [var first, var second]) => (first, second),
            _ => throw NotSupported(call),
        };
        return StoredProperty.Find(left) is { } property ? $"{property} eq {ODataLiteral.Of(CapturedValue.Of(right))}"
            : StoredProperty.Find(right) is { } other ? $"{other} eq {ODataLiteral.Of(CapturedValue.Of(left))}"
            : throw NotSupported(call);
    }

    /// <summary>Both sides of an ordering call. One with a StringComparison is none: the service compares ordinally and not otherwise.</summary>
    private static (Expression Left, Expression Right)? Ordering(Expression expression) => expression switch
    {
        MethodCallExpression { Method.Name: nameof(IComparable.CompareTo), Object: { } target, Arguments: [var argument] } => (target, argument),
        MethodCallExpression { Method.Name: nameof(string.Compare) or nameof(string.CompareOrdinal), Object: null, Arguments: [var first, var second] } call
            when call.Method.DeclaringType == typeof(string) => (first, second),
        _ => null,
    };

    private static bool IsZero(Expression expression) => expression is ConstantExpression { Value: 0 };

    private static Type? EnumerationOf(Expression stored)
    {
        while (stored is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            stored = convert.Operand;
        }

        Type type = Nullable.GetUnderlyingType(stored.Type) ?? stored.Type;
        return type.IsEnum ? type : null;
    }

    private static string Operator(BinaryExpression whole, ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => throw NotSupported(whole),
    };

    private static ExpressionType Mirror(ExpressionType type) => type switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => type,
    };

    private static NotSupportedException NotSupported(Expression expression) =>
        new($"Table Storage cannot filter by '{expression}'.");
}
