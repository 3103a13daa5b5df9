namespace Support.Local.Durable;

/// <summary>
/// The external events of one generation. What comes early is kept until it is awaited, first in first out; of several
/// that wait, the last served first.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, List<TaskCompletionSource<string?>>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryEvent> _unprocessed = [];

    /// <summary>Events that nobody has awaited yet, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Unprocessed => _unprocessed;

    public bool HasWaiters => _waiters.Values.Any(waiters => waiters.Count > 0);

    public Task<string?> WaitAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int early = _unprocessed.FindIndex(entry => IsNamed(entry, name));
        if (early >= 0)
        {
            string? data = _unprocessed[early].Data;
            _unprocessed.RemoveAt(early);
            return Task.FromResult(data);
        }

        if (!_waiters.TryGetValue(name, out List<TaskCompletionSource<string?>>? waiters))
        {
            _waiters[name] = waiters = [];
        }

        var waiter = new TaskCompletionSource<string?>();
        waiters.Add(waiter);
        cancellationToken.Register(() =>
        {
            if (waiters.Remove(waiter))
            {
                waiter.TrySetCanceled(cancellationToken);
            }
        });
        return waiter.Task;
    }

    public void Raise(HistoryEvent entry)
    {
        if (_waiters.TryGetValue(entry.Name!, out List<TaskCompletionSource<string?>>? waiters) && waiters.Count > 0)
        {
            TaskCompletionSource<string?> last = waiters[^1];
            waiters.RemoveAt(waiters.Count - 1);
            last.SetResult(entry.Data);
            return;
        }

        _unprocessed.Add(entry);
    }

    private static bool IsNamed(HistoryEvent entry, string name) =>
        string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase);
}
