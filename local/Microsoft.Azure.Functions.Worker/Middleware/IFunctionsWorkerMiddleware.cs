namespace Microsoft.Azure.Functions.Worker.Middleware;

#pragma warning disable CA1711 // The package's names.
public delegate Task FunctionExecutionDelegate(FunctionContext context);
#pragma warning restore CA1711

public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
