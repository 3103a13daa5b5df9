using System.Collections.Concurrent;

namespace Support.Local.Durable;

/// <summary>
/// Makes an engine the only one on its hub. The lease is a row that its holder renews again and again; whoever sees it
/// unchanged for the whole of its duration may replace it. No clocks are compared: each measures on its own.
/// </summary>
/// <remarks>
/// The holder counts its time from before it asked for the renewal, and less of it, so that it stops writing before another
/// can begin. What it has on its way by then is guarded by the ETag of the instance's row, as every commit is.
/// A holder that was late, because the machine slept or the store was away, goes on if nobody else came meanwhile.
/// </remarks>
internal sealed class HubLease : IDisposable
{
    /// <summary>Engines of this process that hold a hub: a row of one that is not among them was left by one that is gone.</summary>
    private static readonly ConcurrentDictionary<(Simulation? World, Guid Id), bool> s_living = new();

    private readonly string _hubName;
    private readonly StorageRetry _storage;
    private readonly TimeProvider _time;
    private readonly HubLeaseTimes _times;
    private readonly HubOwner _owner;
    private readonly Action<HubLeaseRow?> _onLost;
    private readonly CancellationToken _abort;
    private readonly Lock _gate = new();
    private readonly Guid _id = LocalIdentity.NewGuid();

    // Simulations of one seed, side by side in one process, draw the same identities.
    private readonly Simulation? _world = Simulation.Current;
    private HubLeaseRow? _row;
    private Task? _renewal;
    private bool _isReleased;
    private long _validUntil = long.MinValue;

    public HubLease(StorageRetry storage, DurableTaskEngineOptions options, Action<HubLeaseRow?> onLost, CancellationToken abort)
    {
        _storage = storage;
        _hubName = options.HubName;
        _time = options.TransportTime;
        _times = options.LeaseTimes;
        _owner = options.LeaseOwner ?? HubOwner.Current;
        _onLost = onLost;
        _abort = abort;
    }

    private bool IsValid => _time.GetTimestamp() < Interlocked.Read(ref _validUntil);

    /// <summary>Takes the hub; waits as long as one who has died may still seem to live.</summary>
    /// <exception cref="DurableTaskHubInUseException">Another engine runs it.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        s_living.TryAdd((_world, _id), true);
        HubLeaseRow? seen = null;
        long seenAt = 0;
        long asked = _time.GetTimestamp();
        DateTime since = _time.GetUtcNow().UtcDateTime;
        while (!await TryWriteAsync(seen, since, asked, cancellationToken))
        {
            HubLeaseRow? holder = await ReadAsync(cancellationToken);
            asked = _time.GetTimestamp();
            if (seen is not null && holder is not null && seen.ETag != holder.ETag)
            {
                throw new DurableTaskHubInUseException(_hubName, holder);
            }

            seenAt = seen is null ? asked : seenAt;
            seen = holder;
            if (holder is null || IsGone(holder) || _time.GetElapsedTime(seenAt, asked) >= _times.Duration)
            {
                continue;
            }

            await WatchAsync(holder, seenAt, cancellationToken);
            asked = _time.GetTimestamp();
        }
    }

    /// <summary>Begins to renew it, until the engine ends.</summary>
    public void Start() => _ = LocalTasks.Run(RenewAgainAndAgainAsync);

    /// <summary>Comes back when the hub is held. To be asked before everything that only its holder may do.</summary>
    public ValueTask EnsureHeldAsync(CancellationToken cancellationToken) =>
        IsValid ? ValueTask.CompletedTask : new ValueTask(WaitUntilHeldAsync(cancellationToken));

    /// <summary>Gives the hub back, so that the next need not wait.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        Task? renewal;
        lock (_gate)
        {
            _isReleased = true;
            renewal = _renewal;
        }

        if (renewal is not null)
        {
            await renewal.WaitAsync(cancellationToken);
        }

        Interlocked.Exchange(ref _validUntil, long.MinValue);
        if (_row is { } row)
        {
            await _storage.RunAsync((store, token) => ((IHubLeaseStore)store).DeleteLeaseAsync(row, token), cancellationToken);
        }
    }

    public void Dispose() => s_living.TryRemove((_world, _id), out _);

    private bool IsGone(HubLeaseRow holder) =>
        holder.Owner.IsKnownToBeGone(_owner)
        || (holder.Owner.Host == _owner.Host && holder.Owner.ProcessId == _owner.ProcessId && !s_living.ContainsKey((_world, holder.Id)));

    /// <summary>Waits until the holder shows that it lives or has been silent for long enough.</summary>
    private async Task WatchAsync(HubLeaseRow holder, long since, CancellationToken cancellationToken)
    {
        while (_time.GetElapsedTime(since) < _times.Duration)
        {
            await Task.Delay(_times.WatchEvery, _time, cancellationToken);
            HubLeaseRow? now = await ReadAsync(cancellationToken);
            if (now is null || now.ETag == holder.ETag)
            {
                if (now is null)
                {
                    return;
                }

                continue;
            }

            throw new DurableTaskHubInUseException(_hubName, now);
        }
    }

    private Task<HubLeaseRow?> ReadAsync(CancellationToken cancellationToken) =>
        _storage.RunAsync((store, token) => ((IHubLeaseStore)store).ReadLeaseAsync(token), cancellationToken);

    private async Task<bool> TryWriteAsync(HubLeaseRow? replaced, DateTime since, long asked, CancellationToken cancellationToken)
    {
        var wanted = new HubLeaseRow { Id = _id, Owner = _owner, Since = since, ETag = replaced?.ETag ?? string.Empty };
        HubLeaseRow? written = await _storage.RunAsync(
            (store, token) => ((IHubLeaseStore)store).WriteLeaseAsync(wanted, token), cancellationToken);
        if (written is null && await ReadAsync(cancellationToken) is { } found && found.Id == _id)
        {
            // Written by an attempt whose answer was lost.
            written = found;
        }

        if (written is null)
        {
            return false;
        }

        _row = written;
        Interlocked.Exchange(ref _validUntil, asked + Timestamps(_times.Duration - _times.Margin));
        return true;
    }

    private async Task WaitUntilHeldAsync(CancellationToken cancellationToken)
    {
        while (!IsValid)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RenewAsync().WaitAsync(cancellationToken);
        }
    }

    private async Task RenewAgainAndAgainAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_times.RenewEvery, _time, _abort);
                await RenewAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The engine has ended.
        }
    }

    /// <summary>Renews it once, however many ask at the same time.</summary>
    private Task RenewAsync()
    {
        lock (_gate)
        {
            return _isReleased ? Task.FromCanceled(new CancellationToken(canceled: true))
                : _renewal is { IsCompleted: false } running ? running
                : _renewal = RenewOnceAsync();
        }
    }

    private async Task RenewOnceAsync()
    {
        long asked = _time.GetTimestamp();
        HubLeaseRow row = _row!;
        if (await TryWriteAsync(row, row.Since, asked, _abort))
        {
            return;
        }

        // An emulator that came back empty has lost the row too.
        HubLeaseRow? other = await ReadAsync(_abort);
        if (other is null && await TryWriteAsync(null, row.Since, asked, _abort))
        {
            return;
        }

        _onLost(other);
        throw new OperationCanceledException("The hub is run by another host.");
    }

    private long Timestamps(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
