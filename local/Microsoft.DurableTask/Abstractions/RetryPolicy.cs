namespace Microsoft.DurableTask;

/// <summary>How often and how far apart a failed activity or sub-orchestration is tried again.</summary>
public class RetryPolicy
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <exception cref="ArgumentOutOfRangeException">
    /// There is not one attempt; the first interval is not positive; the coefficient is below 1; the greatest interval is
    /// below the first; the time-out is below the first interval.
    /// </exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        CheckNotBelow(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        CheckNotBelow(retryTimeout, firstRetryInterval, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? OneHour;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Says of a failure whether it is worth another attempt. Every failure is, unless this says otherwise.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => IsWorthRetrying = value;
    }

    internal Func<TaskFailureDetails, bool> IsWorthRetrying { get; private init; } = static _ => true;

    private static void CheckNotBelow(TimeSpan? value, TimeSpan least, string name)
    {
        if (value is { } given && given != Timeout.InfiniteTimeSpan && given < least)
        {
            throw new ArgumentOutOfRangeException(name, given, "Must not be shorter than the first retry interval.");
        }
    }
}
