using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Support.Local.Worker;

namespace Support.Local.Durable.Functions;

/// <summary>An activity function as the durable engine runs it: through the app's middleware, like any other function.</summary>
internal sealed class FunctionActivity(FunctionDescriptor function, FunctionInvoker invoker) : ITaskActivity
{
    public Type InputType { get; } =
        function.TriggerParameter.ParameterType == typeof(TaskActivityContext) ? typeof(object) : function.TriggerParameter.ParameterType;

    public Type OutputType { get; } = function.ResultType == typeof(void) ? typeof(object) : function.ResultType;

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        object? answer = null;
        await invoker.InvokeAsync(
            new Invocation(function)
            {
                BindingData = () => new Dictionary<string, object?> { ["instanceId"] = context.InstanceId },
                Features = [KeyValuePair.Create<Type, object>(typeof(ActivityCall), new ActivityCall(context, input))],
                Around = async (functionContext, pipeline) =>
                {
                    await pipeline(functionContext);
                    answer = functionContext.GetInvocationResult().Value;
                },
            },
            CancellationToken.None);
        return answer;
    }
}

/// <summary>What triggered an activity.</summary>
internal sealed record ActivityCall(TaskActivityContext Context, object? Input);
