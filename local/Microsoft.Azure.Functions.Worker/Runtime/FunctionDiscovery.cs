using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

/// <summary>Finds an app's functions, and what the Functions runtime would stumble over when they ran.</summary>
internal sealed class FunctionDiscovery(IReadOnlyList<ITriggerExtension> extensions, ICollection<string> mistakes)
{
    private const BindingFlags AllDeclared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public IReadOnlyList<FunctionDescriptor> Discover(IEnumerable<Type> types)
    {
        var functions = new List<FunctionDescriptor>();
        foreach (Type type in types)
        {
            foreach (MethodInfo method in type.GetMethods(AllDeclared))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute
                    && Describe(attribute.Name, type, method) is { } function)
                {
                    functions.Add(function);
                }
            }
        }

        foreach (string name in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key))
        {
            mistakes.Add($"More than one function is named '{name}'.");
        }

        return functions;
    }

    private FunctionDescriptor? Describe(string name, Type type, MethodInfo method)
    {
        int before = mistakes.Count;
        CheckShape(name, type, method);
        (ParameterInfo Parameter, TriggerBindingAttribute Attribute)[] triggers =
        [
            .. from parameter in method.GetParameters()
               let attribute = parameter.GetCustomAttribute<TriggerBindingAttribute>()
               where attribute is not null
               select (parameter, attribute),
        ];
        if (triggers.Length != 1)
        {
            Mistake(name, triggers.Length == 0 ? "has no trigger." : "has more than one trigger.");
        }

        if (mistakes.Count > before)
        {
            return null;
        }

        var function = new FunctionDescriptor(name, type, method, triggers[0].Parameter, triggers[0].Attribute);
        CheckTrigger(function);
        return function;
    }

    private void CheckShape(string name, Type type, MethodInfo method)
    {
        if (type.ContainsGenericParameters || method.ContainsGenericParameters)
        {
            Mistake(name, "is generic, or its class is.");
        }

        if (!method.IsPublic || !type.IsVisible)
        {
            Mistake(name, "is not public, or its class is not.");
        }

        if (type.IsAbstract && !type.IsSealed)
        {
            Mistake(name, "is declared in an abstract class.");
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
        {
            Mistake(name, "is 'async void', which nobody can wait for.");
        }
    }

    private void CheckTrigger(FunctionDescriptor function)
    {
        string trigger = function.Trigger.GetType().Name;
        ITriggerExtension? extension = extensions.FirstOrDefault(candidate => candidate.Handles(function.Trigger));
        if (extension is null)
        {
            Mistake(function.Name, $"has a trigger that nothing here handles: {trigger}.");
            return;
        }

        foreach (string mistake in extension.Mistakes(function))
        {
            Mistake(function.Name, mistake);
        }

        if (function.Retry is not null
            && function.Trigger.GetType().GetCustomAttribute<BindingCapabilitiesAttribute>()?.Capabilities
                .Contains(KnownBindingCapabilities.FunctionLevelRetry) != true)
        {
            Mistake(function.Name, $"has a retry attribute, which {trigger} does not support.");
        }
    }

    private void Mistake(string function, string text) => mistakes.Add($"Function '{function}' {text}");
}
