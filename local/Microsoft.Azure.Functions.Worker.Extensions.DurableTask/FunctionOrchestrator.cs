using System.Diagnostics;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Support.Local.Worker;

namespace Support.Local.Durable.Functions;

/// <summary>
/// An orchestration function as the durable engine runs it. The app's middleware does not run round it: a replay is no
/// invocation, and what a middleware waits for is not in the history.
/// </summary>
internal sealed class FunctionOrchestrator(FunctionBody body, IServiceProvider services) : ITaskOrchestrator
{
    public Type InputType { get; } = body.Function.Parameters.FirstOrDefault(IsInput)?.ParameterType ?? typeof(object);

    public Type OutputType { get; } = body.Function.ResultType == typeof(void) ? typeof(object) : body.Function.ResultType;

    /// <summary>Whether a parameter is the input: the one that neither an attribute nor its type binds.</summary>
    public static bool IsInput(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<Microsoft.Azure.Functions.Worker.Extensions.Abstractions.BindingAttribute>() is null
        && parameter.ParameterType != typeof(FunctionContext)
        && parameter.ParameterType != typeof(TaskOrchestrationContext)
        && parameter.ParameterType != typeof(CancellationToken);

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        object?[] arguments = [.. body.Function.Parameters.Select(parameter => Argument(parameter, context, input))];
        return body.CallAsync(services, arguments);
    }

    private object? Argument(ParameterInfo parameter, TaskOrchestrationContext context, object? input)
    {
        Type type = parameter.ParameterType;
        return type == typeof(TaskOrchestrationContext) ? context
            : type == typeof(CancellationToken) ? CancellationToken.None
            : type == typeof(FunctionContext) ? new InvocationContext(new Invocation(body.Function), services, new Activity("Orchestrate"), CancellationToken.None)
            : input is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type)
            : input;
    }
}
