namespace Support.Local.Durable;

/// <summary>Counts what is under way, so that one can wait until nothing is.</summary>
internal sealed class WorkCounter
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiters = [];
    private long _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void Done()
    {
        TaskCompletionSource[] told;
        lock (_gate)
        {
            if (--_count > 0 || _waiters.Count == 0)
            {
                return;
            }

            told = [.. _waiters];
            _waiters.Clear();
        }

        foreach (TaskCompletionSource waiter in told)
        {
            waiter.TrySetResult();
        }
    }

    public async Task WaitForIdleAsync(CancellationToken cancellationToken)
    {
        // A waiter of its own for each caller: Task.WaitAsync would go through the pool.
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_count == 0)
            {
                return;
            }

            _waiters.Add(waiter);
        }

        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        await waiter.Task;
    }
}
