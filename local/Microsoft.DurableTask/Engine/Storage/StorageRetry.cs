using Azure;
using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>
/// Does a step on the store until it is done. While the store cannot be reached the engine keeps what it has and waits;
/// only what the store will never take is thrown.
/// </summary>
internal sealed class StorageRetry(IDurableStore store, TimeProvider transportTime, ILogger logger, HubLease? lease = null)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Many turns meet the same outage; one line now and then tells it.</summary>
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private volatile bool _isFailing;
    private long _lastReport;

    public Task RunAsync(Func<IDurableStore, CancellationToken, Task> step, CancellationToken cancellationToken) =>
        RunAsync(
            async (target, token) =>
            {
                await step(target, token);
                return true;
            },
            cancellationToken);

    public async Task<T> RunAsync<T>(Func<IDurableStore, CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        TimeSpan delay = FirstDelay;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (lease is not null)
                {
                    // Also before another attempt: the hub may have changed hands while the store was away.
                    await lease.EnsureHeldAsync(cancellationToken);
                }

                T result = await step(store, cancellationToken);
                ReportRecovery();
                return result;
            }
            catch (Exception exception) when (IsTransient(exception) && !cancellationToken.IsCancellationRequested)
            {
                ReportFailure(exception, attempt, delay);
                await Task.Delay(delay, transportTime, cancellationToken);
                delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
            }
        }
    }

    /// <summary>Whether another attempt can end otherwise: the store is not there, or too busy, or was cut off.</summary>
    private static bool IsTransient(Exception exception) => exception
        is RequestFailedException { Status: not (400 or 405 or 411 or 413 or 414) }
        or AggregateException
        or IOException
        or HttpRequestException
        or TimeoutException
        or OperationCanceledException;

    private void ReportFailure(Exception exception, int attempt, TimeSpan delay)
    {
        lock (_gate)
        {
            long now = transportTime.GetTimestamp();
            if (_isFailing && transportTime.GetElapsedTime(_lastReport, now) < ReportEvery)
            {
                return;
            }

            _isFailing = true;
            _lastReport = now;
        }

        Log.StorageFailed(logger, attempt, delay, exception.Message.Split('\n')[0]);
    }

    private void ReportRecovery()
    {
        if (!_isFailing)
        {
            return;
        }

        lock (_gate)
        {
            if (!_isFailing)
            {
                return;
            }

            _isFailing = false;
        }

        Log.StorageRecovered(logger);
    }
}
