using Microsoft.Extensions.Hosting;

namespace Support.Local.Worker;

/// <summary>Starts and stops an app's triggers with the app.</summary>
internal sealed class FunctionAppListeners(FunctionCatalog catalog, FunctionInvoker invoker) : IHostedService
{
    private IFunctionListener[] _listeners = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listeners = [.. catalog.CreateListeners(invoker)];
        return Task.WhenAll(_listeners.Select(listener => listener.StartAsync(cancellationToken)));
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_listeners.Select(listener => listener.StopAsync(cancellationToken)));
}
