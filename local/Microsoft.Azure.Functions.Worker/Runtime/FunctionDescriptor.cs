using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

/// <summary>A function as reflection finds it: a method, and the one parameter that triggers it.</summary>
internal sealed class FunctionDescriptor
{
    public FunctionDescriptor(string name, Type type, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
    {
        Name = name;
        Type = type;
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        Parameters = method.GetParameters();
        Retry = method.GetCustomAttribute<RetryAttribute>();
        Definition = new DescribedFunctionDefinition(this);
    }

    public string Name { get; }

    public Type Type { get; }

    public MethodInfo Method { get; }

    public ParameterInfo TriggerParameter { get; }

    public TriggerBindingAttribute Trigger { get; }

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    public RetryAttribute? Retry { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>Whether the trigger's attribute says something itself, rather than leaving it to a default.</summary>
    public bool SaysOfTrigger(string property) => TriggerParameter.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == Trigger.GetType())
        .SelectMany(attribute => attribute.NamedArguments)
        .Any(argument => argument.MemberName == property);

    /// <summary>The type of the value that the method returns, its task taken off; <see langword="void"/> for none.</summary>
    public Type ResultType => ReturnValue.ResultType(Method.ReturnType);
}
