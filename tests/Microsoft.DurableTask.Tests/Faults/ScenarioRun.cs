using System.Globalization;
using System.Text;
using Microsoft.DurableTask.Client;
using Support.Local.Durable;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Runs a scenario on a store with faults and tells what came of it.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="sound">The store, without faults.</param>
/// <param name="lives">The faults of the first process, of the one that goes on when it has died, and so on; later ones have none.</param>
internal sealed class ScenarioRun(Scenario scenario, IDurableStore sound, params FaultPlan[] lives) : IAsyncDisposable
{
    private readonly EffectLog _effects = new();
    private readonly List<FaultyStore> _stores = [];
    private TestHub _hub = null!;

    /// <summary>Calls of the store by the first process.</summary>
    public int CallCount => _stores[0].Calls.Count;

    private FaultPlan Plan => lives.ElementAtOrDefault(_stores.Count - 1) ?? FaultPlan.None;

    private FaultyStore Store => _stores[^1];

    /// <returns>Everything about the end that must be the same with a fault and without.</returns>
    public async Task<string> RunAsync()
    {
        _hub = new TestHub(NextLife(), registry => scenario.Register(registry, _effects)) { TransportTime = new ImpatientTimeProvider() };
        await UntilStruckAsync(_hub.Engine.StartAsync());
        foreach (Step step in scenario.Steps)
        {
            await (step switch
            {
                Step.Client client => DoAsync(client.Operation),
                Step.Advance advance => AdvanceAsync(advance.By),
                _ => throw new InvalidOperationException($"{step} is not known."),
            });
        }

        await SettleAsync();
        return await ReportAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async Task DoAsync(Func<DurableTaskClient, Task> operation)
    {
        while (!await Store.TryAsync(() => operation(_hub.Client)))
        {
            await RestartIfDeadAsync();
        }

        await SettleAsync();
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        await SettleAsync();
        DateTimeOffset end = _hub.Clock.GetUtcNow() + by;
        while (_hub.Clock.NextDue is { } next && next <= end)
        {
            _hub.Clock.AdvanceTo(next);
            await SettleAsync();
        }

        _hub.Clock.AdvanceTo(end);
        await SettleAsync();
    }

    private async Task SettleAsync()
    {
        do
        {
            await RestartIfDeadAsync();
            await UntilStruckAsync(_hub.Engine.WaitForIdleAsync());
        }
        while (Plan.IsFatal && Store.Struck.IsCompleted);
    }

    private async Task UntilStruckAsync(Task task)
    {
        if (Plan.IsFatal)
        {
            await Task.WhenAny(task, Store.Struck).WaitAsync(TestHub.Patience);
        }
        else
        {
            await task.WaitAsync(TestHub.Patience);
        }
    }

    private async Task RestartIfDeadAsync()
    {
        while (Plan.IsFatal && Store.Struck.IsCompleted)
        {
            await _hub.CrashAsync();
            _hub.Store = NextLife();
            await UntilStruckAsync(_hub.Engine.StartAsync());
        }
    }

    private FaultyStore NextLife()
    {
        _stores.Add(new FaultyStore(sound, lives.ElementAtOrDefault(_stores.Count)));
        return Store;
    }

    private async Task<string> ReportAsync()
    {
        InstancePage page = await sound.QueryAsync(new InstanceFilter { PageSize = 1_000 }, CancellationToken.None);
        var report = new StringBuilder();
        foreach (InstanceRecord record in page.Instances.OrderBy(record => record.InstanceId, StringComparer.Ordinal))
        {
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"{record.Name} {record.InstanceId}: {record.Status} {record.Output} {record.CustomStatus} {record.Failure?.Message}");
            report.AppendLine(CultureInfo.InvariantCulture, $"  active={record.IsActive} outbox={record.Outbox.Count}");
        }

        PendingWork pending = await sound.ReadPendingAsync(CancellationToken.None);
        report.AppendLine(CultureInfo.InvariantCulture, $"messages={pending.Messages.Count} active={pending.Instances.Count}");
        report.Append(_effects.Report());
        return report.ToString();
    }
}

/// <summary>A clock on which every wait is over at once.</summary>
internal sealed class ImpatientTimeProvider : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
