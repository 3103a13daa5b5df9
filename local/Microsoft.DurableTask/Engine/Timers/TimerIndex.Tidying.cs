namespace Support.Local.Durable;

/// <summary>Keeps the stored index small: deletes pages whose entries are all dead and puts sparse pages together.</summary>
internal sealed partial class TimerIndex
{
    /// <summary>As many as one transaction deletes.</summary>
    private const int MaxPagesAtOnce = 100;
    private const int DeadPagesWorthwhile = 50;
    private const int PagesAlwaysAllowed = 64;
    private const int PagesAllowedPerFullPage = 4;

    private Task _tidying = Task.CompletedTask;

    private bool IsSparse => _pages.Count > PagesAlwaysAllowed + (PagesAllowedPerFullPage * (_living / MaxEntriesPerPage));

    /// <summary>Deletes what is dead. For an orderly stop: after a crash the next start does it.</summary>
    public async Task TidyAsync()
    {
        await _tidying;
        await DeleteDeadPagesAsync();
    }

    private void TidyIfWorthwhile()
    {
        lock (_gate)
        {
            if (_tidying.IsCompleted && NeedsTidying())
            {
                _tidying = TidyInBackgroundAsync();
            }
        }
    }

    private bool NeedsTidying()
    {
        lock (_gate)
        {
            return _deadPages.Count >= DeadPagesWorthwhile || IsSparse;
        }
    }

    private async Task TidyInBackgroundAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            do
            {
                await CompactAsync();
                await DeleteDeadPagesAsync();
            }
            while (NeedsTidying());
        }
#pragma warning disable CA1031 // The index is right as it is, only larger than need be.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!_abort.IsCancellationRequested)
            {
                Log.TidyingFailed(_logger, exception);
            }
        }
    }

    private async Task DeleteDeadPagesAsync()
    {
        while (true)
        {
            string[] keys;
            lock (_gate)
            {
                keys = [.. _deadPages.Take(MaxPagesAtOnce)];
            }

            if (keys.Length == 0)
            {
                return;
            }

            await _storage.RunAsync((store, token) => store.DeleteTimerPagesAsync(keys, token), _abort);
            lock (_gate)
            {
                _deadPages.RemoveRange(0, keys.Length);
            }
        }
    }

    /// <summary>Writes the entries of the sparsest pages again, together, before the old pages may go.</summary>
    private async Task CompactAsync()
    {
        List<IndexPage> sparse;
        List<TimerEntry> entries;
        lock (_gate)
        {
            if (!IsSparse)
            {
                return;
            }

            sparse = [.. _pages.OrderBy(page => page.Living).ThenBy(page => page.Key, StringComparer.Ordinal).Take(MaxPagesAtOnce)];
            entries = [.. sparse.SelectMany(page => page.Entries).Where(entry => !entry.IsDead)];
        }

        foreach (TimerEntry[] chunk in entries.Chunk(MaxEntriesPerPage))
        {
            var stored = new TimerPage(_keys.Next(), TimerPageText.Write(chunk));
            await _storage.RunAsync((store, token) => store.AddTimerPageAsync(stored, token), _abort);
            lock (_gate)
            {
                Move(chunk, new IndexPage(stored.Key));
            }
        }
    }

    private void Move(TimerEntry[] entries, IndexPage to)
    {
        foreach (TimerEntry entry in entries.Where(entry => !entry.IsDead))
        {
            IndexPage from = entry.Page!;
            from.Living--;
            if (from.Living == 0)
            {
                _pages.Remove(from);
                _deadPages.Add(from.Key);
            }

            entry.Page = to;
            to.Entries.Add(entry);
            to.Living++;
        }

        if (to.Living > 0)
        {
            _pages.Add(to);
        }
        else
        {
            _deadPages.Add(to.Key);
        }
    }
}
