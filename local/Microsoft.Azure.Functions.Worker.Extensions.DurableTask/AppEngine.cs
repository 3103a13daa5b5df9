using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Support.Local.Worker;

namespace Support.Local.Durable.Functions;

/// <summary>The durable engine of one app, made from its orchestration and activity functions.</summary>
internal sealed class AppEngine(
    AppSettings settings, HostJson hostJson, IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider time, ILoggerFactory loggers)
    : IFunctionListener, IAsyncDisposable
{
    private const string StorageSetting = "AzureWebJobsStorage";
    private const string DefaultHubName = "TestHubName";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private DurableTaskEngine? _engine;

    /// <summary>The client of this app's task hub.</summary>
    public DurableTaskClient Client => _engine?.Client ?? throw new InvalidOperationException(
        "[DurableClient] needs orchestrations in the same app: in the Local flavour a task hub lives in the app that runs it.");

    public void Create(DurableTaskRegistry registry) => _engine = new DurableTaskEngine(
        registry,
        new TableServiceClient(settings.Connection(null, StorageSetting)),
        services,
        new DurableTaskEngineOptions
        {
            HubName = settings.Resolve(hostJson.Extension("durableTask:hubName", DefaultHubName)),
            MaxConcurrentActivities = hostJson.Extension("durableTask:maxConcurrentActivityFunctions", 16),
            MaxConcurrentOrchestrations = hostJson.Extension("durableTask:maxConcurrentOrchestratorFunctions", 16),
            Time = time,
            LoggerFactory = loggers,
        });

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _engine!.StartAsync(cancellationToken);
        _ = StopWithHubAsync(_engine.HubLost);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var grace = new CancellationTokenSource(Grace, LocalClock.Transport);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, cancellationToken);
        await _engine!.StopAsync(either.Token);
    }

    public ValueTask DisposeAsync() => _engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    // An app whose orchestrations run elsewhere would take messages in for nobody.
    private async Task StopWithHubAsync(Task hubLost)
    {
        await hubLost;
        lifetime.StopApplication();
    }
}
