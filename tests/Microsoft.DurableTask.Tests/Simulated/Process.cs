using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable;
using Support.Local.Storage;

namespace Microsoft.DurableTask.Tests.Simulated;

/// <summary>One process's life: an engine on an account in memory that dies at one of its requests.</summary>
internal sealed class Process
{
    public const string HubName = "Hub";

    private static readonly IServiceProvider s_services = new ServiceCollection().BuildServiceProvider();

    private readonly CrashTransport _transport;

    public Process(MemoryStorage storage, Scenario scenario, EffectLog effects, Death death, StorageFaults? faults, int wayMillisecondsMax)
    {
        _transport = new CrashTransport(storage.CreateTransport(faults), death.AtRequest, death.Fault, wayMillisecondsMax);
        var registry = new DurableTaskRegistry();
        scenario.Register(registry, effects);
        Engine = new DurableTaskEngine(
            registry, Tables(_transport), s_services, new DurableTaskEngineOptions { HubName = HubName });
    }

    public DurableTaskEngine Engine { get; }

    public DurableTaskClient Client => Engine.Client;

    public int Requests => _transport.Requests;

    public bool IsDead => _transport.IsDead;

    public static TableServiceClient Tables(Azure.Core.Pipeline.HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        options.Retry.MaxRetries = 0;
        return new TableServiceClient(MemoryStorage.ConnectionString, options);
    }

    /// <returns>Whether the operation took effect.</returns>
    public Task<bool> TryAsync(Func<DurableTaskClient, Task> operation) => CrashTransport.TryAsync(() => operation(Client));

    /// <summary>Waits for a task, or for this process's death.</summary>
    public async Task WhileAliveAsync(Func<CancellationToken, Task> wait)
    {
        using var enough = new CancellationTokenSource();
        Task task = wait(enough.Token);
        Task first = await Task.WhenAny(task, _transport.Struck);

        // Death comes from within the engine's own work: what is done about it is not to run there.
        await Task.Yield();
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        enough.Cancel();
        SynchronizationContext.SetSynchronizationContext(context);
        if (first == task && !IsDead)
        {
            await task;
        }
    }
}

/// <summary>Where a process dies: at which of its requests (0 for never), before or after its effect.</summary>
internal readonly record struct Death(int AtRequest, Fault Fault)
{
    public static Death None => new(0, Fault.None);
}
