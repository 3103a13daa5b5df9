using Microsoft.Azure.Functions.Worker;

namespace Support.Local.Worker;

/// <summary>An invocation's answer, seen as one type.</summary>
internal sealed class TypedInvocationResult<T>(InvocationResult result) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)result.Value;
        set => result.Value = value;
    }
}
