using Support.Local.Durable;

namespace Microsoft.DurableTask.Tests.Faults;

/// <summary>Fails one call of a store, before or after it takes effect, and counts them all.</summary>
/// <param name="inner">The store.</param>
/// <param name="faultAt">Number of the call that fails; the first is 1, and 0 is none.</param>
/// <param name="isAfterEffect">Whether the call takes effect before it fails, so that its caller cannot tell.</param>
/// <param name="isFatal">Whether every later call fails too, as in a process that has died.</param>
internal sealed class FaultyStore(IDurableStore inner, int faultAt, bool isAfterEffect, bool isFatal) : IDurableStore
{
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private readonly AsyncLocal<StrongBox> _callOfClient = new();

    public Task Struck => _struck.Task;

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

        bool isStruck = faultAt > 0 && number == faultAt;
        bool isDead = faultAt > 0 && isFatal && number > faultAt;
        if (!isDead && (!isStruck || isAfterEffect))
        {
            T result = await call();
            if (result is not null && name is ("create" or "commit" or "append-message") && _callOfClient.Value is { } client)
            {
                client.Value = true;
            }

            if (!isStruck)
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
