using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Support.Platform.Http;

namespace Support.Platform.RateLimits;

/// <summary>Puts the <see cref="CallerGate"/> before every function that HTTP starts, and a clock beside every body.</summary>
public sealed class CallerGateMiddleware(CallerGate gate, TimeProvider time) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        if (await gate.EnterAsync(http, context.CancellationToken) is { } refused)
        {
            if (refused.Status == StatusCodes.Status401Unauthorized)
            {
                gate.Failed(http);
            }

            context.GetInvocationResult().Value = refused;
            return;
        }

        http.Request.Body = new TimedBody(http.Request.Body, time);
        try
        {
            await next(context);
        }
        catch (Exception slow) when (slow.GetBaseException() is SlowBodyException)
        {
            context.GetInvocationResult().Value = Problems.TooSlow();
        }

        // A source whose signature is wrong counts as one that guesses.
        if (context.GetInvocationResult().Value is Problem { Status: StatusCodes.Status401Unauthorized })
        {
            gate.Failed(http);
        }
    }
}
