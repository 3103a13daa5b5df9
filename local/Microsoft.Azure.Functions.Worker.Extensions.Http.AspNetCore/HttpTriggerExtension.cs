using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Support.Local.Worker;

namespace Support.Local.Http;

internal sealed class HttpTriggerExtension(
    HostJson hostJson, HttpLimits limits, FunctionKeys keys, IServiceProvider services, FunctionAppEnvironment environment, ILoggerFactory loggers) : ITriggerExtension
{
    private const string DefaultRoutePrefix = "api";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is HttpTriggerAttribute;

    public IEnumerable<string> Mistakes(FunctionDescriptor function)
    {
        if (services.GetService<WebApplicationMarker>() is null)
        {
            yield return "has an HTTP trigger, but the app does not call ConfigureFunctionsWebApplication().";
        }

        if (((HttpTriggerAttribute)function.Trigger).AuthLevel == AuthorizationLevel.User)
        {
            yield return "asks for the authorization level User, which is not supported.";
        }

        RoutePattern? pattern = ParseRoute(function, out string? mistake);
        if (pattern is null)
        {
            yield return $"has a bad route: {mistake}";
        }

        IReadOnlyList<OutputBinding> outputs = OutputBinding.Of(function);
        if (outputs.Count > 0 && !outputs.Any(output => output.Attribute is HttpResultAttribute)
            && function.ResultType.GetProperties().Any(property => IsHttpResult(property.PropertyType)))
        {
            yield return "has several outputs, and the HTTP one has no [HttpResult].";
        }
    }

    public ParameterBinder? BindParameter(FunctionDescriptor function, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(HttpRequest))
        {
            return static context => ValueTask.FromResult<object?>(context.GetHttpContext()!.Request);
        }

        if (type == typeof(HttpContext))
        {
            return static context => ValueTask.FromResult<object?>(context.GetHttpContext());
        }

        if (parameter == function.TriggerParameter || parameter.IsDefined(typeof(Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute)))
        {
            return context => BodyConverter.ReadAsync(context.GetHttpContext()!.Request, type);
        }

        return ParseRoute(function, out _)?.GetParameter(parameter.Name!) is not null && RouteValue.ConverterTo(type) is { } converter
            ? context => ValueTask.FromResult(converter(context.GetHttpContext()!.Request.RouteValues[parameter.Name!]?.ToString()))
            : null;
    }

    public IEnumerable<IFunctionListener> CreateListeners(IReadOnlyList<FunctionDescriptor> functions, FunctionInvoker invoker)
    {
        HttpFunctionEndpoints endpoints = services.GetService<HttpFunctionEndpoints>()
            ?? throw new InvalidOperationException("The app has HTTP functions, and its host has no web server for them.");
        ILogger<HttpFunction> logger = loggers.CreateLogger<HttpFunction>();
        var throttle = new HttpThrottle(limits);
        var inFlight = new InFlight();
        HttpFunction[] httpFunctions =
        [
            .. functions.Select(function => new HttpFunction(function, ParseRoute(function, out _)!, keys, limits, throttle, inFlight, invoker, logger)),
        ];
        yield return new HttpListener(endpoints, environment.Name, httpFunctions, inFlight);
    }

    private static bool IsHttpResult(Type type) => typeof(IActionResult).IsAssignableFrom(type) || typeof(IResult).IsAssignableFrom(type);

    private RoutePattern? ParseRoute(FunctionDescriptor function, out string? mistake)
    {
        string prefix = hostJson.Extension("http:routePrefix", DefaultRoutePrefix).Trim('/');
        string route = (((HttpTriggerAttribute)function.Trigger).Route ?? function.Name).Trim('/');
        try
        {
            mistake = null;
            return RoutePatternFactory.Parse(prefix.Length == 0 ? route : $"{prefix}/{route}");
        }
        catch (RoutePatternException exception)
        {
            mistake = exception.Message;
            return null;
        }
    }
}
