namespace Support.Local;

/// <summary>
/// A timer of a <see cref="ScaledTimeProvider"/>: waits on the real clock, rounded up, and looks at the business clock
/// before it calls back.
/// </summary>
internal sealed class ScaledTimer : ITimer
{
    // A longer wait is cut in pieces, so that a machine that slept is noticed and no due time is too far away.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ScaledTimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _realTimer;
    private long _dueTimestamp;
    private long _periodTicks;
    private bool _armed;
    private bool _disposed;

    public ScaledTimer(ScaledTimeProvider clock, TimeProvider real, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        _realTimer = real.CreateTimer(static timer => ((ScaledTimer)timer!).OnRealTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            _armed = dueTime != Timeout.InfiniteTimeSpan;
            _periodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
            if (!_armed)
            {
                return _realTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            long now = _clock.GetTimestamp();
            _dueTimestamp = dueTime.Ticks > long.MaxValue - now ? long.MaxValue : now + dueTime.Ticks;
            return Arm(now);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _armed = false;
        }

        _realTimer.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _armed = false;
        }

        return _realTimer.DisposeAsync();
    }

    private bool Arm(long now)
    {
        double realMilliseconds = Math.Ceiling(Math.Max(0, _dueTimestamp - now) / _clock.Speed / TimeSpan.TicksPerMillisecond);
        TimeSpan wait = realMilliseconds < LongestWait.TotalMilliseconds ? TimeSpan.FromMilliseconds((long)realMilliseconds) : LongestWait;
        return _realTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnRealTimer()
    {
        lock (_gate)
        {
            if (!_armed)
            {
                return;
            }

            long now = _clock.GetTimestamp();
            if (now < _dueTimestamp)
            {
                // A piece of a long wait, or a real timer a millisecond early, which a fast clock turns into seconds.
                Arm(now);
                return;
            }

            _armed = _periodTicks > 0;
            if (_armed)
            {
                // Ticks that were missed are one tick, not a burst.
                _dueTimestamp = Math.Max(_dueTimestamp, now - _periodTicks) + _periodTicks;
                Arm(now);
            }
        }

        _callback(_state);
    }
}
