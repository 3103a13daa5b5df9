using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Support.Local.Worker;

/// <summary>Runs a function for an event: its own services, its middleware, its arguments, its outputs.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly FunctionCatalog _catalog;
    private readonly OutputBindings _outputs;
    private readonly ILogger _logger;
    private readonly FunctionExecutionDelegate _pipeline;

    public FunctionInvoker(
        IServiceScopeFactory scopes, FunctionCatalog catalog, FunctionPipeline pipeline, OutputBindings outputs, ILogger<FunctionInvoker> logger)
    {
        _scopes = scopes;
        _catalog = catalog;
        _outputs = outputs;
        _logger = logger;
        _pipeline = pipeline.Around(RunFunctionAsync);
    }

    /// <summary>Ends when the function has and its outputs are sent; what the function throws comes through.</summary>
    public async Task InvokeAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        using Activity activity = StartActivity(invocation);
        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        var context = new InvocationContext(invocation, scope.ServiceProvider, activity, cancellationToken);
        context.Features.Set(_catalog.Bodies[invocation.Function]);
        using IDisposable? logScope = _logger.BeginScope(new Dictionary<string, object>
        {
            ["FunctionName"] = invocation.Function.Name,
            ["InvocationId"] = context.InvocationId,
        });
        await (invocation.Around is { } around ? around(context, _pipeline) : _pipeline(context));
    }

    private static Activity StartActivity(Invocation invocation)
    {
        var activity = new Activity("Invoke");
        if (invocation.TraceParent is { Length: > 0 } traceParent)
        {
            activity.SetParentId(traceParent);
            activity.TraceStateString = invocation.TraceState;
        }

        return activity.Start();
    }

    private async Task RunFunctionAsync(FunctionContext context)
    {
        FunctionBody body = context.Features.Get<FunctionBody>()!;
        object? answer = await body.RunAsync(context);
        context.GetInvocationResult().Value = answer;
        if (answer is not null)
        {
            await _outputs.WriteAsync(body.Function, answer, context.CancellationToken);
        }
    }
}
