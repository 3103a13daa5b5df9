using Azure;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Support.Platform.Http;

/// <summary>
/// Answers 503 with <c>Retry-After</c> when storage or the bus cannot be reached. Only HTTP callers are answered: what a
/// queue or a clock started is thrown on, so that it is tried again.
/// </summary>
public sealed partial class UnavailableMiddleware(ILogger<UnavailableMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (context.GetHttpContext() is not null && IsUnavailable(error, context.CancellationToken))
        {
            LogUnavailable(context.FunctionDefinition.Name, Innermost(error).Message);
            context.GetInvocationResult().Value = Problems.Unavailable();
        }
    }

    /// <summary>Whether that is storage or the bus that cannot be reached, and no fault of ours.</summary>
    public static bool IsOutage(Exception error) => IsUnavailable(error, CancellationToken.None);

    private static bool IsUnavailable(Exception error, CancellationToken aborted) => error switch
    {
        AggregateException aggregate => aggregate.InnerExceptions.All(inner => IsUnavailable(inner, aborted)),

        // The Azure clients report a service that does not answer in time so; a caller who hung up is another matter.
        OperationCanceledException => !aborted.IsCancellationRequested,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        ServiceBusException { IsTransient: true } => true,
        TimeoutException => true,
        _ => error.InnerException is { } inner && IsUnavailable(inner, aborted),
    };

    private static Exception Innermost(Exception error) => error.GetBaseException();

    [LoggerMessage(4010, LogLevel.Warning, "{Function} answered 503: {Reason}")]
    private partial void LogUnavailable(string function, string reason);
}
