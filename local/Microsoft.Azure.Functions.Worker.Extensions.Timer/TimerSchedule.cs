using System.Globalization;

namespace Support.Local.Timers;

/// <summary>When a timer occurs.</summary>
internal abstract class TimerSchedule
{
    private static readonly TimeSpan MonitoredInterval = TimeSpan.FromMinutes(1);

    // Enough to see two that are close together in any list of seconds.
    private const int OccurrencesLookedAt = 10;

    /// <summary>NCRONTAB with six fields, or a time span (<c>hh:mm:ss</c>, <c>d.hh:mm:ss</c>) from one run to the next.</summary>
    /// <exception cref="FormatException">The text is no schedule, or one that never comes.</exception>
    public static TimerSchedule Parse(string text, TimeZoneInfo zone) =>
        text.Contains(':', StringComparison.Ordinal) ? IntervalSchedule.Parse(text) : CronSchedule.Parse(text, zone);

    /// <summary>The first occurrence after a time; none only for a schedule that never comes.</summary>
    public abstract DateTimeOffset? NextAfter(DateTimeOffset time);

    /// <summary>Whether its timer is monitored when nobody says: not worth it for one that runs more than once a minute.</summary>
    public bool IsMonitoredByDefault(DateTimeOffset now)
    {
        DateTimeOffset? last = NextAfter(now);
        for (int i = 0; i < OccurrencesLookedAt && last is { } earlier; i++)
        {
            last = NextAfter(earlier);
            if (last - earlier < MonitoredInterval)
            {
                return false;
            }
        }

        return true;
    }

    private sealed class IntervalSchedule(TimeSpan interval) : TimerSchedule
    {
        public static IntervalSchedule Parse(string text) =>
            TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
                ? new IntervalSchedule(interval)
                : throw new FormatException($"The schedule '{text}' is no time span above zero of the form hh:mm:ss.");

        public override DateTimeOffset? NextAfter(DateTimeOffset time) => time + interval;
    }
}
