using Support.Local.Worker;

namespace Support.Local.Http;

/// <summary>Puts an app's HTTP functions on the web server, which itself waits for its requests to end.</summary>
internal sealed class HttpListener(HttpFunctionEndpoints endpoints, string app, IReadOnlyList<HttpFunction> functions) : IFunctionListener
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        endpoints.Add(app, functions);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        endpoints.Remove(app);
        return Task.CompletedTask;
    }
}
