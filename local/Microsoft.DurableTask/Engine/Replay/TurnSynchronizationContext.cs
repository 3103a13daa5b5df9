namespace Support.Local.Durable;

/// <summary>
/// Runs all of an orchestrator's code on the thread of its turn, in the order in which it became ready. A continuation
/// that comes from another thread, or after the turn, belongs to a task that is not durable.
/// </summary>
internal sealed class TurnSynchronizationContext(Action onForeignContinuation) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private int _threadId = Environment.CurrentManagedThreadId;
    private readonly Lock _gate = new();
    private bool _isClosed;
    private bool _hasForeign;

    /// <summary>Whether the caller is the turn's own code.</summary>
    public bool IsCurrent => !_isClosed && Environment.CurrentManagedThreadId == _threadId;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _threadId && !_isClosed)
        {
            _ready.Enqueue((d, state));
            return;
        }

        lock (_gate)
        {
            if (!_isClosed)
            {
                _hasForeign = true;
                return;
            }
        }

        onForeignContinuation();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator's thread cannot be waited for.");

    /// <summary>Begins another turn, on the thread that calls.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _threadId = Environment.CurrentManagedThreadId;
            _isClosed = false;
        }
    }

    /// <summary>Runs <paramref name="step"/> and everything that becomes ready through it.</summary>
    public void Run(Action step)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        try
        {
            step();
            while (_ready.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Ends the turn.</summary>
    /// <returns>Whether a continuation came from another thread while it ran.</returns>
    public bool Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return _hasForeign;
        }
    }
}
