using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Support.Local.Worker;

/// <summary>One event that triggers one function.</summary>
internal sealed record Invocation(FunctionDescriptor Function)
{
    private static readonly IReadOnlyDictionary<string, object?> EmptyBindingData = new Dictionary<string, object?>();

    /// <summary>What the trigger tells besides its value, made when it is asked for, as <see cref="BindingContext.BindingData"/>.</summary>
    public Func<IReadOnlyDictionary<string, object?>> BindingData { get; init; } = static () => EmptyBindingData;

    /// <summary>The trigger's own objects, for its binders, by type.</summary>
    public IReadOnlyList<KeyValuePair<Type, object>> Features { get; init; } = [];

    public IReadOnlyList<KeyValuePair<object, object>> Items { get; init; } = [];

    /// <summary>The W3C trace that the event came with.</summary>
    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public int RetryCount { get; init; }

    public int MaxRetryCount { get; init; }

    /// <summary>What the trigger does round the app's middleware, while the invocation's services live.</summary>
    public Func<FunctionContext, FunctionExecutionDelegate, Task>? Around { get; init; }
}
