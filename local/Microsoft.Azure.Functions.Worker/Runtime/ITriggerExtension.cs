using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

/// <summary>Makes the value of one parameter from what triggered an invocation.</summary>
internal delegate ValueTask<object?> ParameterBinder(FunctionContext context);

/// <summary>What an extension brings to an app: its kind of trigger.</summary>
internal interface ITriggerExtension
{
    bool Handles(TriggerBindingAttribute trigger);

    /// <summary>What would go wrong when the function ran; each a sentence without the function's name.</summary>
    IEnumerable<string> Mistakes(FunctionDescriptor function);

    /// <summary>The binder of a parameter, or none when this trigger has no value for it.</summary>
    ParameterBinder? BindParameter(FunctionDescriptor function, ParameterInfo parameter);

    /// <summary>Whether it has something to run in an app without any function of its trigger.</summary>
    bool HasWorkOfItsOwn => false;

    /// <summary>What waits for the events that trigger these functions: all functions of the app with this trigger.</summary>
    IEnumerable<IFunctionListener> CreateListeners(IReadOnlyList<FunctionDescriptor> functions, FunctionInvoker invoker);
}

/// <summary>Waits for events and invokes functions.</summary>
internal interface IFunctionListener
{
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes no more events and lets what runs end; cancels it when that takes too long.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}

/// <summary>Binds parameters of functions with any trigger, such as a client of another service.</summary>
internal interface IParameterBinderSource
{
    ParameterBinder? BindParameter(ParameterInfo parameter);
}

/// <summary>Sends what functions answer to where an attribute says.</summary>
internal interface IOutputWriter
{
    bool Handles(OutputBindingAttribute attribute);

    /// <summary>What would go wrong when a value of the type were sent, as a sentence without the function's name.</summary>
    string? Mistake(Type type) => null;

    Task WriteAsync(OutputBindingAttribute attribute, object value, CancellationToken cancellationToken);
}
