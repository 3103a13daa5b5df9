using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;
using Support.TestKit.Time;

namespace Microsoft.DurableTask.Tests;

/// <summary>An engine on a store, with a clock that the test moves, that can be crashed and started again.</summary>
internal sealed class TestHub(IDurableStore store, Action<DurableTaskRegistry> register) : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private DurableTaskEngine? _engine;

    public IDurableStore Store { get; set; } = store;

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>The clock that retries of storage calls wait by.</summary>
    public TimeProvider TransportTime { get; set; } = TimeProvider.System;

    public LogRecorder Logs { get; } = new();

    public IServiceProvider Services { get; set; } = new ServiceCollection().BuildServiceProvider();

    public DurableTaskEngine Engine => _engine ??= NewEngine();

    public DurableTaskClient Client => Engine.Client;

    public int CachedInstancesMax { get; set; } = 2_000;

    public bool ReplayEveryTurn { get; set; }

    public int MaxConcurrentActivities { get; set; } = 16;

    public Task StartAsync() => Engine.StartAsync().WaitAsync(Patience);

    /// <summary>Ends the engine as a crash does.</summary>
    public async Task CrashAsync()
    {
        await Engine.DisposeAsync();
        _engine = null;
    }

    public async Task CrashAndRestartAsync()
    {
        await CrashAsync();
        await StartAsync();
    }

    public async Task StopAndRestartAsync()
    {
        await Engine.StopAsync().WaitAsync(Patience);
        await CrashAndRestartAsync();
    }

    public Task IdleAsync() => Engine.WaitForIdleAsync().WaitAsync(Patience);

    /// <summary>Moves the clock from one timer to the next, and lets the engine come to rest at each.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await IdleAsync();
        DateTimeOffset end = Clock.GetUtcNow() + by;
        while (Clock.NextDue is { } next && next <= end)
        {
            Clock.AdvanceTo(next);
            await IdleAsync();
        }

        Clock.AdvanceTo(end);
        await IdleAsync();
    }

    public async Task<OrchestrationMetadata> GetAsync(string instanceId) =>
        await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true)
        ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");

    public Task<OrchestrationMetadata> CompletionAsync(string instanceId) =>
        Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true).WaitAsync(Patience);

    public Task<string> ScheduleAsync(string name, object? input = null, string? instanceId = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId));

    /// <summary>Runs an orchestration that waits for nobody.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null) =>
        await CompletionAsync(await ScheduleAsync(name, input));

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    private DurableTaskEngine NewEngine()
    {
        var registry = new DurableTaskRegistry();
        register(registry);
        return new DurableTaskEngine(registry, Store, Services, new DurableTaskEngineOptions
        {
            Time = Clock,
            TransportTime = TransportTime,
            LoggerFactory = Logs,
            CachedInstancesMax = CachedInstancesMax,
            MaxConcurrentActivities = MaxConcurrentActivities,
            ReplayEveryTurn = ReplayEveryTurn,
        });
    }
}
