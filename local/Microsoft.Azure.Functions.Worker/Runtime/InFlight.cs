namespace Support.Local.Worker;

/// <summary>
/// The invocations of one listener that run: they get a grace period when the listener stops, and are cancelled after
/// it.
/// </summary>
internal sealed class InFlight : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterCancellation = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private TaskCompletionSource? _drained;
    private int _count;

    /// <summary>Cancelled when the grace period of a stop is over.</summary>
    public CancellationToken CancellationToken => _cancellation.Token;

    public IDisposable Enter()
    {
        lock (_gate)
        {
            _count++;
        }

        return new Entry(this);
    }

    /// <summary>Waits for what runs; true when all of it ended.</summary>
    public async Task<bool> DrainAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        Task drained = WhenDrained();
        if (await EndsWithinAsync(drained, Grace, time, cancellationToken))
        {
            return true;
        }

        _cancellation.Cancel();
        return await EndsWithinAsync(drained, AfterCancellation, time, CancellationToken.None);
    }

    public void Dispose() => _cancellation.Dispose();

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private Task WhenDrained()
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource();
            return _drained.Task;
        }
    }

    private void Leave()
    {
        TaskCompletionSource? drained;
        lock (_gate)
        {
            drained = --_count == 0 ? _drained : null;
        }

        // Outside of the lock, for what waits goes on from here.
        drained?.TrySetResult();
    }

    private sealed class Entry(InFlight owner) : IDisposable
    {
        public void Dispose() => owner.Leave();
    }
}
