namespace Support.Local.Durable;

/// <summary>Counts what is under way, so that one can wait until nothing is.</summary>
internal sealed class WorkCounter
{
    private readonly Lock _gate = new();
    private long _count;
    private TaskCompletionSource? _idle;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void Done()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.SetResult();
    }

    public Task WaitForIdleAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }
}
