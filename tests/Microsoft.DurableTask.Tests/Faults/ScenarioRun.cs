using System.Globalization;
using System.Text;
using Microsoft.DurableTask.Client;
using Support.Local.Durable;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Runs a scenario on a store with one fault and tells what came of it.</summary>
internal sealed class ScenarioRun(Scenario scenario, int faultAt, bool isAfterEffect, bool isFatal) : IAsyncDisposable
{
    private readonly MemoryDurableStore _memory = new();
    private readonly EffectLog _effects = new();
    private TestHub _hub = null!;
    private FaultyStore _store = null!;

    public int CallCount => _store.Calls.Count;

    /// <returns>Everything about the end that must be the same with a fault and without.</returns>
    public async Task<string> RunAsync()
    {
        _store = new FaultyStore(_memory, faultAt, isAfterEffect, isFatal);
        _hub = new TestHub(_store, registry => scenario.Register(registry, _effects)) { TransportTime = new ImpatientTimeProvider() };
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
        if (!await _store.TryAsync(() => operation(_hub.Client)))
        {
            await RestartIfDeadAsync();
            await operation(_hub.Client);
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
        await RestartIfDeadAsync();
        await UntilStruckAsync(_hub.Engine.WaitForIdleAsync());
        await RestartIfDeadAsync();
        await _hub.IdleAsync();
    }

    private async Task UntilStruckAsync(Task task)
    {
        if (isFatal)
        {
            await Task.WhenAny(task, _store.Struck).WaitAsync(TestHub.Patience);
        }
        else
        {
            await task.WaitAsync(TestHub.Patience);
        }
    }

    private async Task RestartIfDeadAsync()
    {
        if (isFatal && _store.Struck.IsCompleted && _hub.Store != _memory)
        {
            await _hub.CrashAsync();
            _hub.Store = _memory;
            await _hub.StartAsync();
        }
    }

    private async Task<string> ReportAsync()
    {
        IDurableStore store = _memory;
        InstancePage page = await store.QueryAsync(new InstanceFilter { PageSize = 1_000 }, CancellationToken.None);
        var report = new StringBuilder();
        foreach (InstanceRecord record in page.Instances.OrderBy(record => record.InstanceId, StringComparer.Ordinal))
        {
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"{record.Name} {record.InstanceId}: {record.Status} {record.Output} {record.CustomStatus} {record.Failure?.Message} active={record.IsActive} outbox={record.Outbox.Count}");
        }

        PendingWork pending = await store.ReadPendingAsync(CancellationToken.None);
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
