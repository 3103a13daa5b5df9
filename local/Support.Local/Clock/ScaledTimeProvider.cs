namespace Support.Local;

/// <summary>
/// A clock that follows a <see cref="ClockLine"/>. It never goes back: between two readings it follows the monotonic
/// clock, and only a real clock that is found ahead (the machine slept) moves it, forward. Its timers wait in business
/// time and never fire early.
/// </summary>
public sealed class ScaledTimeProvider : TimeProvider
{
    // Under a second the two real clocks may differ by their own adjustments; above it the machine was asleep.
    private static readonly long SleepTicks = TimeSpan.TicksPerSecond;

    private readonly ClockLine _line;
    private readonly TimeProvider _real;
    private readonly DateTimeOffset _realStart;
    private readonly long _startTimestamp;
    private long _sleptTicks;

    /// <param name="line">The line to follow.</param>
    /// <param name="real">The clock below; the system's unless a test says otherwise.</param>
    public ScaledTimeProvider(ClockLine line, TimeProvider? real = null)
    {
        _line = line;
        _real = real ?? System;
        _realStart = _real.GetUtcNow();
        _startTimestamp = _real.GetTimestamp();
    }

    /// <summary>Business seconds a real second.</summary>
    public double Speed => _line.Speed;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _line.At(_realStart.AddTicks(RealElapsedTicks())).ToUniversalTime();

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)(RealElapsedTicks() * Speed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, _real, callback, state, dueTime, period);

    private long RealElapsedTicks()
    {
        long monotonicTicks = _real.GetElapsedTime(_startTimestamp).Ticks;
        long sleptTicks = Volatile.Read(ref _sleptTicks);
        long missingTicks = (_real.GetUtcNow() - _realStart).Ticks - monotonicTicks;
        if (missingTicks - sleptTicks > SleepTicks)
        {
            // Of two readers that see the jump at once either may win: both saw the same sleep.
            Interlocked.CompareExchange(ref _sleptTicks, missingTicks, sleptTicks);
            sleptTicks = Volatile.Read(ref _sleptTicks);
        }

        return monotonicTicks + sleptTicks;
    }
}
