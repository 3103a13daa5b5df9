using Support.Local.Worker;

namespace Support.Local.Http;

/// <summary>Puts an app's HTTP functions on the web server, and lets their requests end when the app stops.</summary>
internal sealed class HttpListener(HttpFunctionEndpoints endpoints, string app, IReadOnlyList<HttpFunction> functions, InFlight inFlight) : IFunctionListener
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        endpoints.Add(app, functions);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        endpoints.Remove(app);
        return inFlight.DrainAsync(LocalClock.Transport, cancellationToken);
    }
}
