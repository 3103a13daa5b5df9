using System.Globalization;

namespace Support.Local.Durable;

/// <summary>
/// A store in memory, for tests of orchestrations. It outlives the engines that use it: an engine that is disposed of and
/// another on the same store are a crash and a restart.
/// </summary>
public sealed class MemoryDurableStore : IDurableStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Stored> _instances = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, InboxMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimerPage> _timers = new(StringComparer.Ordinal);
    private long _etag;

    Task IDurableStore.InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task<InstanceRecord?> IDurableStore.CreateAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_instances.ContainsKey(record.InstanceId))
            {
                return Task.FromResult<InstanceRecord?>(null);
            }

            return Task.FromResult<InstanceRecord?>(Put(record, [], record.ExecutionId));
        }
    }

    Task<InstanceRecord?> IDurableStore.ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_instances.GetValueOrDefault(instanceId)?.Record);
        }
    }

    Task<string> IDurableStore.ReadPagesAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(string.Concat(_instances[record.InstanceId].Pages.Take(record.PageCount)));
        }
    }

    Task<InstanceRecord?> IDurableStore.CommitAsync(InstanceCommit commit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Stored? stored = _instances.GetValueOrDefault(commit.Record.InstanceId);
            if (stored?.CommitId == commit.Id)
            {
                return Task.FromResult<InstanceRecord?>(stored.Record);
            }

            if (stored is null || stored.Record.ETag != commit.Record.ETag || !commit.TakenMessages.All(_messages.ContainsKey))
            {
                return Task.FromResult<InstanceRecord?>(null);
            }

            int kept = commit.Record.PageCount - commit.NewPages.Count;
            if (stored.Pages.Count > kept)
            {
                stored.Pages.RemoveRange(kept, stored.Pages.Count - kept);
            }

            stored.Pages.AddRange(commit.NewPages);
            foreach (string key in commit.TakenMessages)
            {
                _messages.Remove(key);
            }

            return Task.FromResult<InstanceRecord?>(Put(commit.Record, stored.Pages, commit.Id));
        }
    }

    Task IDurableStore.AppendMessageAsync(InboxMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _messages.TryAdd(message.Key, message);
            return Task.CompletedTask;
        }
    }

    Task<IReadOnlySet<string>> IDurableStore.FindMessagesAsync(
        string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlySet<string>>(keys.Where(_messages.ContainsKey).ToHashSet(StringComparer.Ordinal));
        }
    }

    Task IDurableStore.DeleteMessagesAsync(string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (string key in keys)
            {
                _messages.Remove(key);
            }

            return Task.CompletedTask;
        }
    }

    Task<bool> IDurableStore.DeleteAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            bool isSame = _instances.TryGetValue(record.InstanceId, out Stored? stored) && stored.Record.ETag == record.ETag;
            return Task.FromResult(isSame && _instances.Remove(record.InstanceId));
        }
    }

    Task<PendingWork> IDurableStore.ReadPendingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(new PendingWork(
                [.. _instances.Values.Select(stored => stored.Record).Where(record => record.IsActive)],
                [.. _messages.Values]));
        }
    }

    Task<InstancePage> IDurableStore.QueryAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            List<InstanceRecord> found = [.. _instances.Values
                .Select(stored => stored.Record)
                .Where(record => string.CompareOrdinal(record.InstanceId, filter.ContinuationToken) > 0 && filter.Matches(record))
                .Take(filter.PageSize + 1)];
            bool isLast = found.Count <= filter.PageSize;
            List<InstanceRecord> page = isLast ? found : found[..filter.PageSize];
            return Task.FromResult(new InstancePage(page, isLast ? null : page[^1].InstanceId));
        }
    }

    Task IDurableStore.AddTimerPageAsync(TimerPage page, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _timers[page.Key] = page;
            return Task.CompletedTask;
        }
    }

    Task IDurableStore.DeleteTimerPagesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (string key in keys)
            {
                _timers.Remove(key);
            }

            return Task.CompletedTask;
        }
    }

    Task<IReadOnlyList<TimerPage>> IDurableStore.ReadTimerPagesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<TimerPage>>([.. _timers.Values]);
        }
    }

    private InstanceRecord Put(InstanceRecord record, List<string> pages, Guid commitId)
    {
        _etag++;
        InstanceRecord stored = record with { ETag = _etag.ToString(CultureInfo.InvariantCulture) };
        _instances[record.InstanceId] = new Stored(stored, pages, commitId);
        return stored;
    }

    private sealed record Stored(InstanceRecord Record, List<string> Pages, Guid CommitId);
}
