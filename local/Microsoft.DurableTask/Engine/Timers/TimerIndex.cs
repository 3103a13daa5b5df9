using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>
/// Knows which instance is to be looked at when. It is stored in pages of entries that were written together, so that a
/// restart reads a few rows and no histories. An entry is written before the turn that needs it is committed and removed
/// after a commit that no longer does; one too many only wakes an instance for nothing.
/// </summary>
internal sealed partial class TimerIndex : IAsyncDisposable
{
    private readonly StorageRetry _storage;
    private readonly MessageKeys _keys;
    private readonly Action<string, Incoming> _post;
    private readonly ILogger _logger;
    private readonly CancellationToken _abort;
    private readonly Lock _gate = new();
    private readonly TimerQueue _queue;
    private readonly Dictionary<string, TimerEntry> _byInstance = new(StringComparer.Ordinal);
    private readonly HashSet<IndexPage> _pages = [];
    private readonly List<string> _deadPages = [];
    private int _living;

    public TimerIndex(
        StorageRetry storage, MessageKeys keys, TimeProvider time, Action<string, Incoming> post, ILogger logger, CancellationToken abort)
    {
        _abort = abort;
        _storage = storage;
        _keys = keys;
        _post = post;
        _logger = logger;
        _queue = new TimerQueue(time, _gate, Tell);
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _living;
            }
        }
    }

    /// <summary>Reads the index; nothing fires before <see cref="Start"/>.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TimerPage> stored = await _storage.RunAsync((store, token) => store.ReadTimerPagesAsync(token), cancellationToken);
        lock (_gate)
        {
            var known = _pages.Select(page => page.Key).ToHashSet(StringComparer.Ordinal);
            foreach (TimerPage content in stored.Where(content => !known.Contains(content.Key)))
            {
                AddPage(content.Key, [.. TimerPageText.Read(content.Content).Select(line => new TimerEntry(line.InstanceId, line.Due))]);
            }
        }
    }

    public void Start() => _queue.Start();

    public void Stop() => _queue.Stop();

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    /// <summary>Takes the instance's open timers as a commit left them: what is not among them is no longer wanted.</summary>
    public void Retain(string instanceId, IReadOnlyList<OpenTimer> open)
    {
        bool isToldAgain = false;
        lock (_gate)
        {
            if (!_byInstance.Remove(instanceId, out TimerEntry? entry))
            {
                return;
            }

            HashSet<DateTime> wanted = [.. open.Select(timer => timer.Due)];
            while (entry is not null)
            {
                TimerEntry? next = entry.Next;
                if (!wanted.Contains(entry.Due))
                {
                    Kill(entry);
                }
                else
                {
                    Link(entry);
                    if (entry.HasFired)
                    {
                        // The instance was told too early for its own clock: it is told again.
                        entry.HasFired = false;
                        _queue.Add(entry);
                        isToldAgain = true;
                    }
                }

                entry = next;
            }

            _queue.Prune(_living);
        }

        if (isToldAgain)
        {
            _queue.Fire();
        }

        TidyIfWorthwhile();
    }

    private void AddPage(string key, TimerEntry[] entries)
    {
        var page = new IndexPage(key);
        page.Entries.AddRange(entries);
        page.Living = entries.Length;
        _pages.Add(page);
        _living += entries.Length;
        foreach (TimerEntry entry in entries)
        {
            entry.Page = page;
            Link(entry);
            _queue.Add(entry);
        }
    }

    private void Link(TimerEntry entry)
    {
        entry.Next = _byInstance.GetValueOrDefault(entry.InstanceId);
        _byInstance[entry.InstanceId] = entry;
    }

    private void Kill(TimerEntry entry)
    {
        entry.IsDead = true;
        entry.Next = null;
        _living--;
        IndexPage page = entry.Page!;
        page.Living--;
        if (page.Living == 0)
        {
            _pages.Remove(page);
            _deadPages.Add(page.Key);
        }
    }

    private void Tell(List<TimerEntry> due)
    {
        foreach (TimerEntry entry in due)
        {
            _post(entry.InstanceId, Incoming.TimerDue.Instance);
        }
    }
}
