using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;

namespace Support.Local.Worker;

/// <summary>Runs a function for an event: its own services, its middleware, its arguments, its outputs.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly FunctionCatalog _catalog;
    private readonly OutputBindings _outputs;
    private readonly ILogger _logger;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly TimeSpan? _limit;

    public FunctionInvoker(
        IServiceScopeFactory scopes,
        FunctionCatalog catalog,
        FunctionPipeline pipeline,
        OutputBindings outputs,
        HostJson hostJson,
        ILogger<FunctionInvoker> logger)
    {
        _scopes = scopes;
        _catalog = catalog;
        _outputs = outputs;
        _logger = logger;
        _limit = hostJson.FunctionTimeout;
        FunctionExecutionDelegate middleware = pipeline.Around(RunFunctionAsync);

        // Outputs leave when all of the app's middleware has agreed: what fails has no outputs.
        _pipeline = async context =>
        {
            await middleware(context);
            await SendOutputsAsync(context);
        };
    }

    /// <summary>Ends when the function has and its outputs are sent; what the function throws comes through.</summary>
    /// <exception cref="TimeoutException">It took longer than <c>functionTimeout</c>; it was cancelled, and may still run.</exception>
    public Task InvokeAsync(Invocation invocation, CancellationToken cancellationToken) =>
        _limit is { } limit ? InvokeWithinAsync(limit, invocation, cancellationToken) : RunAsync(invocation, cancellationToken);

    private async Task InvokeWithinAsync(TimeSpan limit, Invocation invocation, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task run = RunAsync(invocation, cancellation.Token);
        try
        {
            await run.WaitAsync(limit, LocalClock.Transport, CancellationToken.None);
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            cancellation.Cancel();
            throw new TimeoutException(
                $"The function '{invocation.Function.Name}' took longer than the functionTimeout of {limit} in host.json.");
        }
    }

    private async Task RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        using var trace = InvocationTrace.Start(invocation);
        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        var context = new InvocationContext(invocation, scope.ServiceProvider, trace, cancellationToken);
        context.Features.Set(_catalog.Bodies[invocation.Function]);
        using IDisposable? logScope = _logger.BeginScope(new Dictionary<string, object>
        {
            ["FunctionName"] = invocation.Function.Name,
            ["InvocationId"] = context.InvocationId,
        });
        trace.Tag("faas.invocation_id", context.InvocationId);
        try
        {
            await (invocation.Around is { } around ? around(context, _pipeline) : _pipeline(context));
        }
        catch (Exception exception)
        {
            trace.Fail(exception);
            throw;
        }
    }

    private static async Task RunFunctionAsync(FunctionContext context)
    {
        FunctionBody body = context.Features.Get<FunctionBody>()!;
        object? answer = await body.RunAsync(context);
        context.GetInvocationResult().Value = answer;
        if (answer is not null)
        {
            context.Features.Set(new AnswerWithOutputs(answer));
        }
    }

    /// <summary>A middleware may change what is returned, but not the outputs beside it, as in Azure.</summary>
    private async Task SendOutputsAsync(FunctionContext context)
    {
        FunctionDescriptor function = context.Features.Get<FunctionBody>()!.Function;
        await _outputs.WriteAsync(
            function, context.GetInvocationResult().Value, context.Features.Get<AnswerWithOutputs>()?.Answer, context.CancellationToken);
    }

    private sealed record AnswerWithOutputs(object Answer);
}
