using Support.Local.Worker;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned; a middleware may read it after the function and put another in its place.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<InvocationResult>()
        ?? throw new InvalidOperationException("The context does not belong to an invocation.");

    /// <inheritdoc cref="GetInvocationResult(FunctionContext)"/>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new TypedInvocationResult<T>(context.GetInvocationResult());
}
