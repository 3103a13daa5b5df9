using Support.Local.Durable;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Fails calls of a store as planned, or all while it is gone; and counts them all.</summary>
internal sealed class FaultyStore(IDurableStore inner, FaultPlan? plan = null) : IDurableStore
{
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FaultPlan _plan = plan ?? FaultPlan.None;
    private readonly Lock _gate = new();
    private volatile bool _isGone;
    private readonly List<string> _calls = [];
    private readonly AsyncLocal<StrongBox> _callOfClient = new();

    public Task Struck => _struck.Task;

    /// <summary>Whether the store is out of reach.</summary>
    public bool IsGone
    {
        get => _isGone;
        set => _isGone = value;
    }

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Runs a client's operation.</summary>
    /// <returns>Whether it took effect.</returns>
    public async Task<bool> TryAsync(Func<Task> operation)
    {
        var hasEffect = new StrongBox();
        _callOfClient.Value = hasEffect;
        try
        {
            await operation();
            return true;
        }
        catch (IOException)
        {
            return hasEffect.Value;
        }
        finally
        {
            _callOfClient.Value = null!;
        }
    }

    public Task InitializeAsync(CancellationToken cancellationToken) =>
        DoAsync("initialize", () => inner.InitializeAsync(cancellationToken));

    public Task<InstanceRecord?> CreateAsync(InstanceRecord record, CancellationToken cancellationToken) =>
        DoAsync("create", () => inner.CreateAsync(record, cancellationToken));

    public Task<InstanceRecord?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        DoAsync("read", () => inner.ReadAsync(instanceId, cancellationToken));

    public Task<string> ReadPagesAsync(InstanceRecord record, CancellationToken cancellationToken) =>
        DoAsync("read-pages", () => inner.ReadPagesAsync(record, cancellationToken));

    public Task<InstanceRecord?> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken) =>
        DoAsync("commit", () => inner.CommitAsync(commit, cancellationToken));

    public Task AppendMessageAsync(InboxMessage message, CancellationToken cancellationToken) =>
        DoAsync("append-message", () => inner.AppendMessageAsync(message, cancellationToken));

    public Task<IReadOnlySet<string>> FindMessagesAsync(
        string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        DoAsync("find-messages", () => inner.FindMessagesAsync(instanceId, keys, cancellationToken));

    public Task DeleteMessagesAsync(string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        DoAsync("delete-messages", () => inner.DeleteMessagesAsync(instanceId, keys, cancellationToken));

    public Task<bool> DeleteAsync(InstanceRecord record, CancellationToken cancellationToken) =>
        DoAsync("delete", () => inner.DeleteAsync(record, cancellationToken));

    public Task<PendingWork> ReadPendingAsync(CancellationToken cancellationToken) =>
        DoAsync("read-pending", () => inner.ReadPendingAsync(cancellationToken));

    public Task<InstancePage> QueryAsync(InstanceFilter filter, CancellationToken cancellationToken) =>
        DoAsync("query", () => inner.QueryAsync(filter, cancellationToken));

    public Task AddTimerPageAsync(TimerPage page, CancellationToken cancellationToken) =>
        DoAsync("add-timers", () => inner.AddTimerPageAsync(page, cancellationToken));

    public Task DeleteTimerPagesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        DoAsync("delete-timers", () => inner.DeleteTimerPagesAsync(keys, cancellationToken));

    public Task<IReadOnlyList<TimerPage>> ReadTimerPagesAsync(CancellationToken cancellationToken) =>
        DoAsync("read-timers", () => inner.ReadTimerPagesAsync(cancellationToken));

    private Task<bool> DoAsync(string name, Func<Task> call) => DoAsync(name, async () =>
    {
        await call();
        return true;
    });

    private async Task<T> DoAsync<T>(string name, Func<Task<T>> call)
    {
        int number;
        lock (_gate)
        {
            _calls.Add(name);
            number = _calls.Count;
        }

        Fault fault = _isGone || (_plan.IsFatal && _struck.Task.IsCompleted) ? Fault.BeforeEffect : _plan.FaultOf(number);
        if (fault != Fault.BeforeEffect)
        {
            T result = await call();
            if (result is not null && name is ("create" or "commit" or "append-message") && _callOfClient.Value is { } client)
            {
                client.Value = true;
            }

            if (fault == Fault.None)
            {
                return result;
            }
        }

        _struck.TrySetResult();
        throw new IOException($"Call {number} ({name}) failed.");
    }

    private sealed class StrongBox
    {
        public bool Value { get; set; }
    }
}
