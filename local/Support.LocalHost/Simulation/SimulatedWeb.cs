using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Hosting.Web;
using Support.Local.Http;

namespace Support.Local.Hosting.Simulation;

/// <summary>The HTTP functions of a simulated backend without a server: a request is a call.</summary>
internal sealed class SimulatedWeb
{
    private readonly RequestDelegate _pipeline;
    private readonly IServiceProvider _services;

    public SimulatedWeb()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddRoutingCore();
        var diagnostics = new DiagnosticListener(nameof(SimulatedWeb));
        services.AddSingleton(diagnostics);
        services.AddSingleton<DiagnosticSource>(diagnostics);
        _services = services.BuildServiceProvider();
        var application = new ApplicationBuilder(_services);
        application.Use(AppServiceSignIn.InvokeAsync);

        // The router compiles its tables on the thread pool, beside the request; it must not take the simulation's context along.
        application.Use(static (context, next) =>
        {
            context.Items[typeof(SynchronizationContext)] = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            return next(context);
        });
        application.UseRouting();
        application.Use(static (context, next) =>
        {
            SynchronizationContext.SetSynchronizationContext((SynchronizationContext?)context.Items[typeof(SynchronizationContext)]);
            return next(context);
        });
        application.UseEndpoints(endpoints => endpoints.DataSources.Add(Functions));
        _pipeline = application.Build();
    }

    public HttpFunctionEndpoints Functions { get; } = new();

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, byte[] body)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        using var answer = new MemoryStream();
        DefaultHttpContext context = ContextOf(request, body, answer, scope.ServiceProvider);
        await _pipeline(context);
        await context.Response.BodyWriter.CompleteAsync();
        return ResponseOf(context.Response, answer.ToArray());
    }

    private static DefaultHttpContext ContextOf(HttpRequestMessage request, byte[] body, Stream answer, IServiceProvider services)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        context.Connection.RemoteIpAddress = IPAddress.Loopback;

        // Drawn by chance if it is not given.
        context.TraceIdentifier = LocalIdentity.NewGuid().ToString("N");
        HttpRequest to = context.Request;
        to.Method = request.Method.Method;
        to.Scheme = request.RequestUri!.Scheme;
        to.Host = HostString.FromUriComponent(request.RequestUri);
        to.Path = PathString.FromUriComponent(request.RequestUri);
        to.QueryString = QueryString.FromUriComponent(request.RequestUri);
        foreach ((string name, IEnumerable<string> values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            to.Headers[name] = values.ToArray();
        }

        to.Body = new MemoryStream(body);
        to.ContentLength = body.Length;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(body.Length > 0));
        return context;
    }

    private static HttpResponseMessage ResponseOf(HttpResponse from, byte[] body)
    {
        var response = new HttpResponseMessage((HttpStatusCode)from.StatusCode) { Content = new ByteArrayContent(body) };
        foreach (KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header in from.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        return response;
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
