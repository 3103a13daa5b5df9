using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>
/// Runs durable orchestrations in this process. Everything that must outlive the process is in the store: an engine that
/// is stopped, disposed of or killed at any instruction is gone on with by the next on the same store.
/// </summary>
/// <remarks>
/// One hub has one engine at a time. In tables that is seen to by a lease, which a host that ends gives back, and one that
/// crashes loses within seconds.
/// </remarks>
/// <example>
/// A unit test of an orchestration needs no functions and no storage:
/// <code>
/// var registry = new DurableTaskRegistry().AddOrchestrator&lt;Greeting&gt;().AddActivityFunc&lt;string, string&gt;("Hello", (_, name) => $"Hello, {name}!");
/// await using var engine = new DurableTaskEngine(registry, new MemoryDurableStore(), services, new DurableTaskEngineOptions { Time = clock });
/// await engine.StartAsync();
/// </code>
/// Then <c>engine.Client</c> starts it, and <see cref="WaitForIdleAsync"/> says when the clock may be moved on.
/// </example>
public sealed class DurableTaskEngine : IAsyncDisposable
{
    private readonly DurableTaskEngineOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _abort = new();
    private readonly WorkCounter _work = new();
    private readonly InstanceDirectory _directory;
    private readonly IDurableStore _store;
    private readonly HubLease? _lease;
    private readonly StorageRetry _storage;
    private readonly TimerIndex _timers;
    private readonly ActivityRunner _activities;
    private readonly TurnWorker _worker;
    private readonly List<Task> _workers = [];
    private readonly TaskCompletionSource _hubLost = LocalTasks.NewCompletion();
    private int _state;
    private bool _isDisposed;

    /// <summary>An engine that keeps everything in tables.</summary>
    public DurableTaskEngine(
        DurableTaskRegistry registry, TableServiceClient tables, IServiceProvider services, DurableTaskEngineOptions options)
        : this(registry, new TableDurableStore(tables, options), services, options)
    {
    }

    /// <summary>An engine that keeps everything in memory, for tests of orchestrations.</summary>
    public DurableTaskEngine(
        DurableTaskRegistry registry, MemoryDurableStore store, IServiceProvider services, DurableTaskEngineOptions options)
        : this(registry, (IDurableStore)store, services, options)
    {
    }

    internal DurableTaskEngine(
        DurableTaskRegistry registry, IDurableStore store, IServiceProvider services, DurableTaskEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _store = store;
        _logger = options.LoggerFactory.CreateLogger<DurableTaskEngine>();
        _directory = new InstanceDirectory(options.CachedInstancesMax, _work);
        if (store is IHubLeaseStore)
        {
            _lease = new HubLease(new StorageRetry(store, options.TransportTime, _logger), options, Abdicate, _abort.Token);
        }

        _storage = new StorageRetry(store, options.TransportTime, _logger, _lease);

        // By the transport clock: keys sort by age and stay unique also where the business clock stands still.
        var keys = new MessageKeys(options.TransportTime);
        _timers = new TimerIndex(_storage, keys, options.Time, _directory.Post, _logger, _abort.Token);
        _activities = new ActivityRunner(registry, services, options.Converter, _work, _directory.Post, _logger);
        var executor = new OrchestrationExecutor(registry, services, options.Converter, options.LoggerFactory);
        var waiters = new InstanceWaiters();
        _worker = new TurnWorker(
            _directory,
            new TurnProcessor(executor, keys, _directory.Post, options.ReplayEveryTurn),
            _storage,
            new StoredMail(_storage),
            _timers,
            _activities,
            new OutboxDelivery(_storage, options.Time, _directory.Post),
            waiters,
            options,
            _logger);
        Client = new EngineClient(store, _directory, _timers, waiters, keys, options);
    }

    /// <summary>Starts and directs orchestrations. Before <see cref="StartAsync"/> it only writes down what is to be done.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>How many durable timers wait, those of instances that are not in memory among them.</summary>
    public int PendingTimers => _timers.Count;

    /// <summary>Is completed when the engine ended by itself, because another host runs its hub by now.</summary>
    public Task HubLost => _hubLost.Task;

    /// <summary>Finds what was under way and goes on with it. Waits for the store as long as the token allows.</summary>
    /// <exception cref="DurableTaskHubInUseException">Another host runs on the same data.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.CompareExchange(ref _state, 1, 0) != 0)
        {
            throw new InvalidOperationException("The engine has been started before.");
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abort.Token);
        await new StorageRetry(_store, _options.TransportTime, _logger).RunAsync((store, token) => store.InitializeAsync(token), either.Token);
        if (_lease is not null)
        {
            await _lease.TakeAsync(either.Token);
        }

        // Mail is taken from here on: what a client writes while the store is being read is not missed.
        _directory.Open();
        await _timers.LoadAsync(either.Token);
        PendingWork pending = await _storage.RunAsync((store, token) => store.ReadPendingAsync(token), either.Token);
        await RecoverAsync(pending, either.Token);
        Log.Started(_logger, _options.HubName, pending.Instances.Count, pending.Messages.Count, _timers.Count);

        using (ExecutionContext.SuppressFlow())
        {
            // What the caller has in its context (a trace, a test's locals) is not the context of every turn to come.
            _lease?.Start();
            _activities.Start(_options.MaxConcurrentActivities, _abort.Token);
            for (int i = 0; i < _options.MaxConcurrentOrchestrations; i++)
            {
                _workers.Add(LocalTasks.Run(() => _worker.RunAsync(_abort.Token)));
            }

            _timers.Start();
        }
    }

    /// <summary>
    /// Ends in order: what runs comes to its end and is committed, nothing new begins. When the token is cancelled the rest
    /// is left to the next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.CompareExchange(ref _state, 2, 1) != 1)
        {
            return;
        }

        try
        {
            _timers.Stop();
            _activities.Stop();
            await _activities.WaitForRunnersAsync().WaitAsync(cancellationToken);
            await _work.WaitForIdleAsync(cancellationToken);
            _directory.Close();
            await Task.WhenAll(_workers).WaitAsync(cancellationToken);
            await _timers.TidyAsync().WaitAsync(cancellationToken);
            if (_lease is not null)
            {
                await _lease.ReleaseAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Out of time: the store has what is needed to go on.
        }
    }

    /// <summary>Waits until no turn and no activity is under way or ready: all there is waits for time, events or clients.</summary>
    public Task WaitForIdleAsync(CancellationToken cancellationToken = default) => _work.WaitForIdleAsync(cancellationToken);

    /// <summary>Ends at once. Without <see cref="StopAsync"/> before it this is what a crash is to the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        Abort();
        _timers.Stop();
        _activities.Stop();
        _directory.Close();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _timers.DisposeAsync();
        _lease?.Dispose();
        _abort.Dispose();
    }

    /// <summary>Ends at once because another host has taken over: whatever this one would still write is that one's to write.</summary>
    private void Abdicate(HubLeaseRow? holder)
    {
        Log.HubLost(_logger, holder is null ? "nobody" : new DurableTaskHubInUseException(_options.HubName, holder).Message);
        _timers.Stop();
        _activities.Stop();
        _directory.Close();
        Abort();
        _hubLost.TrySetResult();
    }

    private void Abort() => LocalTasks.OutsideOfAnyContext(_abort.Cancel);

    private async Task RecoverAsync(PendingWork pending, CancellationToken cancellationToken)
    {
        var messages = pending.Messages.ToDictionary(message => message.Key, StringComparer.Ordinal);
        foreach (InstanceRecord instance in pending.Instances)
        {
            InstanceRecord? settled = await SettleAsync(instance, messages, cancellationToken);
            _directory.Post(instance.InstanceId, new Incoming.Wake(settled, IsRecovery: true));
        }

        foreach (InboxMessage message in messages.Values.OrderBy(message => message.Key, StringComparer.Ordinal))
        {
            _directory.PostRecovered(message);
        }
    }

    /// <summary>
    /// Messages that were on their way to other instances are put into the inboxes, and out of the outbox, before any inbox
    /// is read from: else one could be taken in, forgotten, and delivered again.
    /// </summary>
    private async Task<InstanceRecord?> SettleAsync(
        InstanceRecord instance, Dictionary<string, InboxMessage> messages, CancellationToken cancellationToken)
    {
        InboxMessage[] owed = [.. instance.Outbox.Select(item => item.Message).OfType<InboxMessage>()];
        if (owed.Length == 0)
        {
            return instance;
        }

        foreach (InboxMessage message in owed.Where(message => messages.TryAdd(message.Key, message)))
        {
            await _storage.RunAsync((store, token) => store.AppendMessageAsync(message, token), cancellationToken);
        }

        InstanceRecord settled = instance with
        {
            Turn = instance.Turn + 1,
            Outbox = [.. instance.Outbox.Where(item => item.Message is null)],
        };
        return await _storage.RunAsync(
            (store, token) => store.CommitAsync(new InstanceCommit { Record = settled }, token), cancellationToken);
    }
}
