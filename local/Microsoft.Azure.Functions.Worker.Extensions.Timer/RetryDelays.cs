using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Support.Local.Timers;

/// <summary>How often, and after which pauses, a failed run is repeated.</summary>
internal sealed record RetryDelays(int MaxRetryCount, TimeSpan First, TimeSpan Longest)
{
    private static readonly RetryDelays None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    /// <exception cref="FormatException">An interval of the attribute is no time span.</exception>
    public static RetryDelays Of(RetryAttribute? attribute) => attribute switch
    {
        FixedDelayRetryAttribute fixedDelay =>
            new(attribute.MaxRetryCount, Interval(fixedDelay.DelayInterval), Interval(fixedDelay.DelayInterval)),
        ExponentialBackoffRetryAttribute exponential =>
            new(attribute.MaxRetryCount, Interval(exponential.MinimumInterval), Interval(exponential.MaximumInterval)),
        _ => None,
    };

    /// <summary>Whether a run that failed may be repeated, having been repeated so often.</summary>
    public bool Allows(int retryCount) => MaxRetryCount < 0 || retryCount < MaxRetryCount;

    /// <summary>The pause before a repetition, counted from 1; doubles up to the longest.</summary>
    public TimeSpan Before(int retry)
    {
        double ticks = First.Ticks * Math.Pow(2, Math.Min(retry - 1, 40));
        return ticks < Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : Longest;
    }

    private static TimeSpan Interval(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval) && interval >= TimeSpan.Zero
            ? interval
            : throw new FormatException($"'{text}' is no interval of the form hh:mm:ss.");
}
