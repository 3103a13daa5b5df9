namespace Microsoft.Azure.Functions.Worker;

public abstract class InvocationResult<T>
{
    protected InvocationResult()
    {
    }

    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>
{
    protected InvocationResult()
    {
    }
}
