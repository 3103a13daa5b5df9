namespace Support.Local.Durable;

/// <summary>Writes new entries, many at a time.</summary>
internal sealed partial class TimerIndex
{
    private const int MaxEntriesPerPage = 400;

    private List<TimerEntry> _unwritten = [];
    private Task? _nextWrite;
    private Task _lastWrite = Task.CompletedTask;

    /// <summary>Sees to it that the index has these timers. Callers at the same time share one write.</summary>
    public Task EnsureAsync(string instanceId, IReadOnlyList<OpenTimer> timers)
    {
        if (timers.Count == 0)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            SortedSet<DateTime> missing = [.. timers.Select(timer => timer.Due)];
            for (TimerEntry? known = _byInstance.GetValueOrDefault(instanceId); known is not null; known = known.Next)
            {
                missing.Remove(known.Due);
            }

            if (missing.Count == 0)
            {
                return Task.CompletedTask;
            }

            _unwritten.AddRange(missing.Select(due => new TimerEntry(instanceId, due)));

            // One write at a time: what comes while it is under way goes together into the next.
            _nextWrite ??= WriteAfterAsync(_lastWrite);
            return _nextWrite;
        }
    }

    /// <summary>Adds one entry for a client, which would rather have an error than wait for the store.</summary>
    public async Task AddAsync(IDurableStore store, string instanceId, DateTime due, CancellationToken cancellationToken)
    {
        var entry = new TimerEntry(instanceId, due);
        var page = new TimerPage(_keys.Next(), TimerPageText.Write([entry]));
        await store.AddTimerPageAsync(page, cancellationToken);
        lock (_gate)
        {
            AddPage(page.Key, [entry]);
        }

        _queue.Fire();
    }

    private async Task WriteAfterAsync(Task previous)
    {
        await previous.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        List<TimerEntry> batch;
        lock (_gate)
        {
            (batch, _unwritten) = (_unwritten, []);
            _lastWrite = _nextWrite!;
            _nextWrite = null;
        }

        foreach (TimerEntry[] entries in batch.Chunk(MaxEntriesPerPage))
        {
            var page = new TimerPage(_keys.Next(), TimerPageText.Write(entries));
            await _storage.RunAsync((store, token) => store.AddTimerPageAsync(page, token), _abort);
            lock (_gate)
            {
                AddPage(page.Key, entries);
            }
        }

        _queue.Fire();
    }
}
