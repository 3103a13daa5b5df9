namespace Support.Local.Durable;

/// <summary>Entries in the order in which they are due, and one timer of the clock's for the first of them.</summary>
internal sealed class TimerQueue : IAsyncDisposable
{
    /// <summary>What the system's timers can wait for at once; later ones are armed again on the way.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly Action<List<TimerEntry>> _onDue;
    private readonly Lock _gate;
    private readonly PriorityQueue<TimerEntry, long> _queue = new();
    private readonly ITimer _timer;
    private bool _isRunning;
    private int _early;

    /// <param name="time">The clock.</param>
    /// <param name="gate">Guards the entries; held when the queue is called, and while the due ones are picked.</param>
    /// <param name="onDue">Gets entries that are due, without the gate.</param>
    public TimerQueue(TimeProvider time, Lock gate, Action<List<TimerEntry>> onDue)
    {
        _time = time;
        _gate = gate;
        _onDue = onDue;
        _timer = time.CreateTimer(static state => ((TimerQueue)state!).FireByClock(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(TimerEntry entry)
    {
        bool isFirst = !_queue.TryPeek(out _, out long first) || entry.Due.Ticks < first;
        _queue.Enqueue(entry, entry.Due.Ticks);
        if (isFirst)
        {
            Arm();
        }
    }

    /// <summary>Drops the dead, once they are the greater part.</summary>
    public void Prune(int living)
    {
        if (_queue.Count <= 1_000 || _queue.Count <= living * 2)
        {
            return;
        }

        (TimerEntry Element, long Priority)[] kept = [.. _queue.UnorderedItems.Where(item => !item.Element.IsDead)];
        _queue.Clear();
        _queue.EnqueueRange(kept);
    }

    public void Start()
    {
        lock (_gate)
        {
            _isRunning = true;
        }

        Fire();
    }

    public void Stop()
    {
        lock (_gate)
        {
            _isRunning = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    /// <summary>Hands out what is due: for whoever added what may be due already, after giving the gate back.</summary>
    public void Fire()
    {
        var due = new List<TimerEntry>();
        lock (_gate)
        {
            if (!_isRunning)
            {
                return;
            }

            long now = _time.GetUtcNow().UtcTicks;
            while (_queue.TryPeek(out TimerEntry? entry, out long ticks) && ticks <= now)
            {
                _queue.Dequeue();
                if (!entry.IsDead)
                {
                    entry.HasFired = true;
                    due.Add(entry);
                }
            }

            Arm();
        }

        _onDue(due);
    }

    private void FireByClock()
    {
        lock (_gate)
        {
            long wait = _queue.TryPeek(out _, out long first) ? first - _time.GetUtcNow().UtcTicks : 0;
            _early = wait > 0 && wait < LongestWait.Ticks / 2 ? _early + 1 : 0;
        }

        Fire();
    }

    private void Arm()
    {
        if (!_isRunning || !_queue.TryPeek(out _, out long ticks))
        {
            return;
        }

        long wait = Math.Clamp(ticks - _time.GetUtcNow().UtcTicks, 0, LongestWait.Ticks);

        // A clock whose timers fire a little early must not be asked again and again within one of its steps.
        long grace = _early == 0 ? 0 : TimeSpan.TicksPerMillisecond << Math.Min(_early, 10);
        _timer.Change(TimeSpan.FromTicks(wait + grace), Timeout.InfiniteTimeSpan);
    }
}
