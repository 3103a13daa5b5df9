using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Microsoft.DurableTask.Tests.Faults;
using Support.Local;
using Support.Local.Durable;
using Support.Local.Storage;

namespace Microsoft.DurableTask.Tests.Simulated;

/// <summary>
/// A scenario on virtual time, in one thread, on an account in memory: processes live one after the other, each until it
/// dies as planned.
/// </summary>
internal sealed class World
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Of virtual time: the lease is renewed for ever, so that the simulation itself never sees that nobody goes on.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(20);

    private readonly Scenario _scenario;
    private readonly Death[] _deaths;
    private readonly Func<int, StorageFaults?> _faults;
    private readonly EffectLog _effects = new();
    private readonly List<Process> _processes = [];
    private readonly Simulation _simulation;
    private MemoryStorage _storage = null!;

    private World(Scenario scenario, int seed, Death[] deaths, Func<int, StorageFaults?>? faults, int wayMillisecondsMax)
    {
        _scenario = scenario;
        _deaths = deaths;
        _faults = faults ?? (_ => null);
        _wayMillisecondsMax = wayMillisecondsMax;
        _simulation = new Simulation(seed, s_start);
    }

    private readonly int _wayMillisecondsMax;
    private int _inFlight;

    private Process Living => _processes[^1];

    public static Outcome Run(
        Scenario scenario, int seed, Death[]? deaths = null, Func<int, StorageFaults?>? faults = null, int wayMillisecondsMax = 0)
    {
        var world = new World(scenario, seed, deaths ?? [], faults, wayMillisecondsMax);
        Outcome? outcome = null;
        world._simulation.Run(async () => outcome = await world.RunAsync());
        return outcome!;
    }

    private async Task<Outcome> RunAsync()
    {
        _storage = new MemoryStorage(_simulation.Time);
        await NextLifeAsync();
        foreach (Step step in _scenario.Steps)
        {
            await (step switch
            {
                Step.Client client => DoAsync(client),
                Step.Advance advance => PassAsync(advance.By),
                _ => throw new InvalidOperationException($"{step} is not known."),
            });
        }

        do
        {
            await SettleAsync();
            await Living.WhileAliveAsync(enough => Living.Engine.StopAsync(enough).WaitAsync(s_patience, _simulation.Time, enough));
        }
        while (Living.IsDead);

        await Living.Engine.DisposeAsync();
        return new Outcome(await ReportAsync(), await DumpAsync(), [.. _processes.Select(process => process.Requests)], _effects.Runs, _inFlight);
    }

    private async Task DoAsync(Step.Client step)
    {
        while (!await Living.TryAsync(step.Operation))
        {
            await RestartIfDeadAsync();
        }

        await SettleAsync();
    }

    private async Task PassAsync(TimeSpan by)
    {
        DateTimeOffset end = _simulation.Time.GetUtcNow() + by;
        while (_simulation.Time.GetUtcNow() < end)
        {
            await RestartIfDeadAsync();
            await Living.WhileAliveAsync(enough => DelayAsync(end - _simulation.Time.GetUtcNow(), enough));
        }

        await SettleAsync();
    }

    private async Task DelayAsync(TimeSpan time, CancellationToken enough)
    {
        try
        {
            await Task.Delay(time, _simulation.Time, enough);
        }
        catch (OperationCanceledException)
        {
            // The process died first.
        }
    }

    private async Task SettleAsync()
    {
        do
        {
            await RestartIfDeadAsync();
            await Living.WhileAliveAsync(enough => Living.Engine.WaitForIdleAsync(enough).WaitAsync(s_patience, _simulation.Time, enough));
        }
        while (Living.IsDead);
    }

    private async Task RestartIfDeadAsync()
    {
        while (Living.IsDead)
        {
            await Living.Engine.DisposeAsync();
            _inFlight += await CountActivitiesInFlightAsync();
            await NextLifeAsync();
        }
    }

    private async Task NextLifeAsync()
    {
        int life = _processes.Count;
        _processes.Add(new Process(_storage, _scenario, _effects, _deaths.ElementAtOrDefault(life), _faults(life), _wayMillisecondsMax));
        await Living.WhileAliveAsync(enough => Living.Engine.StartAsync(enough).WaitAsync(s_patience, _simulation.Time, enough));
    }

    private TableDurableStore SoundStore() => new(
        Process.Tables(_storage.CreateTransport()), new DurableTaskEngineOptions { HubName = Process.HubName });

    /// <summary>Activities that were called and whose answers no commit has taken in.</summary>
    private async Task<int> CountActivitiesInFlightAsync()
    {
        TableDurableStore store = SoundStore();
        int count = 0;
        foreach (InstanceRecord record in (await store.QueryAsync(new InstanceFilter { PageSize = 1_000 }, CancellationToken.None)).Instances)
        {
            string history = await store.ReadPagesAsync(record, CancellationToken.None) + record.Tail;
            count += new LiveInstance(record, HistoryText.Read(history)).OpenActivities.Count + record.Outbox.Count(item => item.Activity is not null);
        }

        return count;
    }

    /// <summary>Everything about the end that must be the same with a death and without.</summary>
    private async Task<string> ReportAsync()
    {
        TableDurableStore store = SoundStore();
        InstancePage page = await store.QueryAsync(new InstanceFilter { PageSize = 1_000 }, CancellationToken.None);
        var report = new StringBuilder();
        foreach (InstanceRecord record in page.Instances.OrderBy(record => record.InstanceId, StringComparer.Ordinal))
        {
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"{record.Name} {record.InstanceId}: {record.Status} {record.Output} {record.CustomStatus} {record.Failure?.Message}");
            report.AppendLine(CultureInfo.InvariantCulture, $"  active={record.IsActive} outbox={record.Outbox.Count} timers={record.Timers.Count}");
            string history = _scenario.HasOneHistory ? await store.ReadPagesAsync(record, CancellationToken.None) + record.Tail : string.Empty;
            report.AppendLine(CultureInfo.InvariantCulture, $"  {Digest(history)}");
        }

        PendingWork pending = await store.ReadPendingAsync(CancellationToken.None);
        report.AppendLine(CultureInfo.InvariantCulture, $"messages={pending.Messages.Count} active={pending.Instances.Count}");
        report.Append(_effects.Report());
        return report.ToString();
    }

    /// <summary>
    /// What the orchestrator asked for, in its order, and what it was told, in any: the order in which activities end is
    /// nobody's promise.
    /// </summary>
    private static string Digest(string history)
    {
        List<HistoryEvent> entries = HistoryText.Read(history);
        IEnumerable<string> asked = entries.Where(entry => entry.IsAction).Select(entry => $"{entry.Kind}#{entry.TaskId}:{entry.Name}");
        IEnumerable<string> told = entries.Where(entry => !entry.IsAction && entry.Kind != HistoryEventKind.TurnStarted)
            .Select(entry => $"{entry.Kind}#{entry.TaskId}:{entry.Name}").Order(StringComparer.Ordinal);
        return string.Join(' ', asked.Concat(told));
    }

    /// <summary>Every row of every table, to the byte.</summary>
    private async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        TableServiceClient tables = Process.Tables(_storage.CreateTransport());
        foreach (string table in new[] { Process.HubName + "Instances", Process.HubName + "Timers" })
        {
            await foreach (TableEntity entity in tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                dump.Append(table);
                foreach ((string name, object value) in entity.OrderBy(property => property.Key, StringComparer.Ordinal))
                {
                    dump.Append(CultureInfo.InvariantCulture, $" {name}={(value is DateTimeOffset time ? time.UtcTicks : value)}");
                }

                dump.AppendLine();
            }
        }

        return dump.ToString();
    }
}

/// <summary>How a scenario ended.</summary>
/// <param name="Report">What must be the same whatever went wrong.</param>
/// <param name="Dump">All that storage holds.</param>
/// <param name="Requests">The requests of each life.</param>
/// <param name="ActivityRuns">How often activities had an effect, repetitions among them.</param>
/// <param name="InFlight">How many activities were in flight at deaths.</param>
internal sealed record Outcome(string Report, string Dump, IReadOnlyList<int> Requests, int ActivityRuns, int InFlight);
