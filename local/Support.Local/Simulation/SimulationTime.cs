namespace Support.Local;

/// <summary>A clock that stands still while there is work, and then jumps to the first moment that anything waits for.</summary>
internal sealed class SimulationTime(DateTimeOffset start, Simulation simulation) : TimeProvider
{
    private readonly PriorityQueue<Alarm, (long Ticks, int Chance, long Order)> _alarms = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private DateTimeOffset _now = start;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulationTimer(this, simulation.Running, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps to the next alarm and rings it. False when there is none.</summary>
    public bool TryFireNext()
    {
        while (_alarms.TryDequeue(out Alarm alarm, out (long Ticks, int Chance, long Order) due))
        {
            if (alarm.Timer.IsWaitingFor(alarm.Number))
            {
                _now = due.Ticks > _now.UtcTicks ? new DateTimeOffset(due.Ticks, TimeSpan.Zero) : _now;
                alarm.Timer.Fire();
                return true;
            }
        }

        return false;
    }

    private void Set(SimulationTimer timer, int number, TimeSpan dueTime)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new SimulationException("A timer of a simulation was set on a thread that is not the simulation's.");
        }

        long ticks = dueTime.Ticks > DateTimeOffset.MaxValue.UtcTicks - _now.UtcTicks ? DateTimeOffset.MaxValue.UtcTicks : _now.UtcTicks + dueTime.Ticks;
        _alarms.Enqueue(new Alarm(timer, number), (ticks, simulation.Random.Next(), _order++));
    }

    private void Ring(SimulatedProcess process, TimerCallback callback, object? state) => simulation.Ring(process, callback, state);

    private readonly record struct Alarm(SimulationTimer Timer, int Number);

    private sealed class SimulationTimer(SimulationTime time, SimulatedProcess process, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private int _number;
        private bool _armed;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
            ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
            if (_disposed)
            {
                return false;
            }

            _number++;
            _period = period;
            _armed = dueTime != Timeout.InfiniteTimeSpan;
            if (_armed)
            {
                time.Set(this, _number, dueTime);
            }

            return true;
        }

        /// <summary>Whether an alarm is this timer's latest: alarms are not taken out of the queue when they are put off.</summary>
        public bool IsWaitingFor(int number) => _armed && !_disposed && process.IsAlive && number == _number;

        public void Fire()
        {
            _armed = false;
            if (_period > TimeSpan.Zero)
            {
                _armed = true;
                time.Set(this, ++_number, _period);
            }

            time.Ring(process, callback, state);
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
