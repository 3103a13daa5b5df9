using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Support.Local.Worker;

namespace Support.Local.Http;

/// <summary>A function behind a route: admits, invokes, and executes the answer on the request.</summary>
internal sealed partial class HttpFunction(
    FunctionDescriptor function,
    RoutePattern pattern,
    FunctionKeys keys,
    HttpLimits limits,
    HttpThrottle throttle,
    InFlight inFlight,
    FunctionInvoker invoker,
    ILogger<HttpFunction> logger)
{
    private readonly HttpTriggerAttribute _trigger = (HttpTriggerAttribute)function.Trigger;
    private readonly OutputBinding? _httpOutput = OutputBinding.Of(function).FirstOrDefault(output => output.Attribute is HttpResultAttribute);

    public string Name => function.Name;

    public string Route => pattern.RawText!;

    private RoutePattern Pattern => pattern;

    private string[] Methods => _trigger.Methods ?? [];

    public bool Conflicts(HttpFunction other) =>
        other != this
        && Shape(pattern) == Shape(other.Pattern)
        && (Methods.Length == 0 || other.Methods.Length == 0 || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any());

    public Endpoint ToEndpoint()
    {
        var builder = new RouteEndpointBuilder(HandleAsync, pattern, order: 0) { DisplayName = Name };
        if (Methods.Length > 0)
        {
            builder.Metadata.Add(new HttpMethodMetadata(Methods.Select(method => method.ToUpperInvariant())));
        }

        return builder.Build();
    }

    // Two routes that differ only in the names of their parameters are one.
    private static string Shape(RoutePattern route) => string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternParameterPart parameter => $"{{{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => string.Empty,
    }))));

    private async Task HandleAsync(HttpContext http)
    {
        if (!keys.Admit(http.Request, Name, _trigger.AuthLevel))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = limits.MaxBodySize;
        }

        try
        {
            using IDisposable entry = inFlight.Enter();
            using IDisposable? turn = await throttle.EnterAsync(http.RequestAborted);
            if (turn is null)
            {
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }

            await InvokeAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (BadHttpRequestException exception)
        {
            await WriteProblemAsync(http, exception.StatusCode, "The request cannot be read.");
        }
#pragma warning disable CA1031 // The last door: whatever a function throws is an answer without details.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, Name);
            await WriteProblemAsync(http, StatusCodes.Status500InternalServerError, "An error occurred while the request was processed.");
        }
    }

    private async Task InvokeAsync(HttpContext http)
    {
        // The web server may have begun the request's activity, which then is what the function's belongs to.
        Activity? request = Activity.Current;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, inFlight.CancellationToken);
        await invoker.InvokeAsync(
            new Invocation(function)
            {
                BindingData = () => HttpBindingData.Of(http),
                Items = [KeyValuePair.Create<object, object>(FunctionContextExtensions.HttpContextKey, http)],
                TraceParent = request?.Id ?? http.Request.Headers.TraceParent.ToString(),
                TraceState = request is null ? http.Request.Headers.TraceState.ToString() : request.TraceStateString,
                Around = (context, pipeline) => AnswerAsync(http, context, pipeline),
            },
            cancellation.Token);
    }

    private async Task AnswerAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate pipeline)
    {
        // The web server is shared, the services are the app's: its JSON options are what its results are written with.
        IServiceProvider serverServices = http.RequestServices;
        http.RequestServices = context.InstanceServices;
        try
        {
            await pipeline(context);
            await ExecuteAsync(ResultOf(context), http);
        }
        finally
        {
            http.RequestServices = serverServices;
        }
    }

    private object? ResultOf(FunctionContext context)
    {
        // A middleware may have put a plain result in the place of an answer with several outputs.
        object? answer = context.GetInvocationResult().Value;
        return answer is not null && _httpOutput?.Property?.DeclaringType?.IsInstanceOfType(answer) == true ? _httpOutput.ValueIn(answer) : answer;
    }

    private async Task ExecuteAsync(object? result, HttpContext http)
    {
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult plain:
                await plain.ExecuteAsync(http);
                break;
            case not null:
                NoHttpResponse(Name, result.GetType().Name);
                break;
        }
    }

    private static async Task WriteProblemAsync(HttpContext http, int status, string title)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(
            new { type = "about:blank", title, status, traceId = Activity.Current?.Id ?? http.TraceIdentifier },
            JsonSerializerOptions.Web,
            "application/problem+json",
            http.RequestAborted);
    }

    [LoggerMessage(9101, LogLevel.Error, "HTTP function {Function} failed.")]
    private partial void Failed(Exception exception, string function);

    [LoggerMessage(9102, LogLevel.Warning, "HTTP function {Function} returned {Type}, which is no HTTP response.")]
    private partial void NoHttpResponse(string function, string type);
}
