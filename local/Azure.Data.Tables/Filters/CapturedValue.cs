using System.Linq.Expressions;
using System.Reflection;

namespace Azure.Data.Tables.Filters;

/// <summary>The value of an expression that does not depend on the row: a constant, a captured variable, a call.</summary>
internal static class CapturedValue
{
    public static object? Of(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value;

            // A captured variable is a field of a closure: read it directly, as to compile for it costs a hundred times more.
            case MemberExpression { Member: FieldInfo field } member:
                return field.GetValue(member.Expression is null ? null : Of(member.Expression));
            case MemberExpression { Member: PropertyInfo property } member when member.Expression is not ParameterExpression:
                return property.GetValue(member.Expression is null ? null : Of(member.Expression));
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when convert.Type.IsAssignableFrom(convert.Operand.Type):
                return Of(convert.Operand);
            default:
                new RowRefusal().Visit(expression);
                return Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
                    .Compile(preferInterpretation: true)
                    .Invoke();
        }
    }

    /// <summary>The service compares a stored property with a value, never with another property.</summary>
    private sealed class RowRefusal : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            throw new NotSupportedException("Table Storage compares a property with a value, not with something else of the row.");
    }
}
