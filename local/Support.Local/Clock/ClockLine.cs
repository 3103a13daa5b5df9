namespace Support.Local;

/// <summary>
/// How business time follows real time: a straight line through one point, <see cref="Speed"/> times as steep. It is
/// all that has to be kept for a clock to go on after a restart where it would have been.
/// </summary>
/// <param name="BusinessOrigin">The business time at <paramref name="RealOrigin"/>.</param>
/// <param name="RealOrigin">The real time at which the line begins.</param>
/// <param name="Speed">Business seconds a real second.</param>
public sealed record ClockLine(DateTimeOffset BusinessOrigin, DateTimeOffset RealOrigin, double Speed)
{
    /// <summary>The slowest and the fastest clock: beyond them rounding, not time, would decide what is due.</summary>
    public const double SlowestSpeed = 0.01;

    /// <inheritdoc cref="SlowestSpeed"/>
    public const double FastestSpeed = 100_000;

    /// <summary>Whether business time is real time.</summary>
    public bool IsReal => Speed == 1 && BusinessOrigin == RealOrigin;

    /// <summary>The line of a clock that starts now, at the real time.</summary>
    public static ClockLine StartingAt(DateTimeOffset realNow, double speed) => new(realNow, realNow, CheckedSpeed(speed));

    /// <summary>The business time at a real time; never before <see cref="BusinessOrigin"/>.</summary>
    public DateTimeOffset At(DateTimeOffset realTime)
    {
        double elapsedTicks = Math.Max(0, (realTime - RealOrigin).Ticks) * Speed;
        return BusinessOrigin.AddTicks((long)Math.Min(elapsedTicks, (DateTimeOffset.MaxValue - BusinessOrigin).Ticks));
    }

    /// <summary>
    /// The line that a host follows which starts now with <paramref name="speed"/>: this one when it is as fast, else
    /// one that begins at this one's present. Neither ever goes back.
    /// </summary>
    public ClockLine ContinuedAt(DateTimeOffset realNow, double speed) =>
        speed == Speed && realNow >= RealOrigin
            ? this
            : new ClockLine(At(realNow), realNow, CheckedSpeed(speed));

    private static double CheckedSpeed(double speed) =>
        speed is >= SlowestSpeed and <= FastestSpeed
            ? speed
            : throw new ArgumentOutOfRangeException(nameof(speed), speed, $"A clock runs between {SlowestSpeed} and {FastestSpeed} times real time.");
}
