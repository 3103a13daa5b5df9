namespace Microsoft.Azure.Functions.Worker;

// What a FunctionContext is made of besides its definition.
public abstract class BindingContext
{
    protected BindingContext()
    {
    }

    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

public abstract class RetryContext
{
    protected RetryContext()
    {
    }

    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}

public abstract class TraceContext
{
    protected TraceContext()
    {
    }

    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }
}
