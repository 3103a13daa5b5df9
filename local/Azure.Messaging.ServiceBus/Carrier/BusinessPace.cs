namespace Support.Local.ServiceBus;

/// <summary>
/// How fast the business clock runs beside the real one. A clock does not say, so it is watched; a guess that is too
/// fast only makes a message be looked at, and hidden again, before its time.
/// </summary>
internal static class BusinessPace
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(1);

    /// <summary>A clock that is not the system's may jump, so nothing is put out of sight for longer than this.</summary>
    private static readonly TimeSpan LongestTrust = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WhenUnknown = TimeSpan.FromSeconds(1);
    private static readonly Lock Gate = new();

    private static TimeProvider? _clock;
    private static DateTimeOffset _businessStart;
    private static long _realStart;

    // Business seconds in a real second; 0 while that is not known.
    private static double _pace;

    /// <summary>Begins to watch the clock, so that its pace is known by the time it is needed.</summary>
    public static void Watch()
    {
        if (IsReal(LocalClock.Business))
        {
            return;
        }

        lock (Gate)
        {
            Measure(LocalClock.Business);
        }
    }

    /// <summary>The real time that passes, as far as can be told, until the business clock shows that time.</summary>
    /// <param name="due">A time of the business clock.</param>
    /// <param name="isCertain">False when the answer is only the time after which to ask again.</param>
    public static TimeSpan RealTimeUntil(DateTimeOffset due, out bool isCertain)
    {
        TimeProvider business = LocalClock.Business;
        TimeSpan remaining = due - business.GetUtcNow();
        isCertain = true;
        if (remaining <= TimeSpan.Zero || IsReal(business))
        {
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }

        double pace;
        lock (Gate)
        {
            pace = Measure(business);
        }

        if (pace <= 0)
        {
            isCertain = false;
            return WhenUnknown;
        }

        double seconds = remaining.TotalSeconds / pace;
        isCertain = seconds < LongestTrust.TotalSeconds;
        return isCertain ? TimeSpan.FromSeconds(seconds) : LongestTrust;
    }

    // One clock for both, as where nobody set any, and in every simulation.
    private static bool IsReal(TimeProvider business) =>
        ReferenceEquals(business, TimeProvider.System) || ReferenceEquals(business, LocalClock.Transport);

    private static double Measure(TimeProvider business)
    {
        TimeProvider real = LocalClock.Transport;
        if (!ReferenceEquals(business, _clock))
        {
            _clock = business;
            _pace = 0;
            Restart();
            return _pace;
        }

        TimeSpan watched = real.GetElapsedTime(_realStart);
        if (watched >= ShortestWatch)
        {
            _pace = (business.GetUtcNow() - _businessStart) / watched;
        }

        if (watched >= LongestWatch)
        {
            Restart();
        }

        return _pace;

        void Restart()
        {
            _businessStart = business.GetUtcNow();
            _realStart = real.GetTimestamp();
        }
    }
}
