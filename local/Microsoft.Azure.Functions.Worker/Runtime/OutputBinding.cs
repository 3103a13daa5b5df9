using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

/// <summary>
/// One place that a function's answer goes to: the whole answer when the attribute is on the method, a property of it
/// when it is there.
/// </summary>
internal sealed record OutputBinding(string Name, OutputBindingAttribute Attribute, PropertyInfo? Property)
{
    private const string ReturnName = "$return";

    public static IReadOnlyList<OutputBinding> Of(FunctionDescriptor function)
    {
        if (function.Method.GetCustomAttribute<OutputBindingAttribute>() is { } onMethod)
        {
            return [new OutputBinding(ReturnName, onMethod, null)];
        }

        return
        [
            .. from property in function.ResultType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               let attribute = property.GetCustomAttribute<OutputBindingAttribute>()
               where attribute is not null
               select new OutputBinding(property.Name, attribute, property),
        ];
    }

    public object? ValueIn(object answer) => Property is null ? answer : Property.GetValue(answer);
}
