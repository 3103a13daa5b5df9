using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Local.Worker;

namespace Support.Local.Timers;

/// <summary>Runs one timer function at its occurrences, one run at a time; occurrences missed meanwhile become one run.</summary>
internal sealed partial class TimerListener(
    FunctionDescriptor function,
    TimerFunction timer,
    TimerStatusStore? store,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger<TimerListener> logger) : IFunctionListener, IDisposable
{
    // A clock that runs 600 times as fast turns a minute into a tenth of a second: that many runs help nobody.
    private static readonly TimeSpan ShortestRealInterval = TimeSpan.FromMilliseconds(200);

    // Task.Delay counts milliseconds in 32 bits.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(20);

    private readonly RetryDelays _retries = RetryDelays.Of(function.Retry);
    private readonly CancellationTokenSource _stopping = new();
    private readonly InFlight _inFlight = new();
    private ScheduleStatus _status = new();
    private Task _loop = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (store is not null)
        {
            await store.PrepareAsync(cancellationToken);
        }

        ScheduleStatus? kept = store is null ? null : await store.ReadAsync(function.Name, timer.ScheduleText, cancellationToken);
        _status = kept ?? new ScheduleStatus { Next = NextAfter(now), LastUpdated = now.UtcDateTime };
        if (kept is null && store is not null)
        {
            await store.WriteAsync(function.Name, timer.ScheduleText, _status, cancellationToken);
        }

        bool missed = _status.Next <= now.UtcDateTime;
        _loop = LocalTasks.Run(() => RunAsync(atOnce: missed || timer.RunOnStartup, missed));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        await _inFlight.DrainAsync(LocalClock.Transport, cancellationToken);
        await _loop;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _inFlight.Dispose();
    }

    private async Task RunAsync(bool atOnce, bool missed)
    {
        try
        {
            if (atOnce)
            {
                await OccurAsync(missed);
            }

            while (true)
            {
                await WaitForNextAsync();
                await OccurAsync(isPastDue: NextAfter(new DateTimeOffset(_status.Next)) <= time.GetUtcNow().UtcDateTime);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while it waited.
        }
    }

    private async Task WaitForNextAsync()
    {
        for (TimeSpan wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
        {
            await LocalTasks.DelayAsync(wait < LongestDelay ? wait : LongestDelay, time, _stopping.Token);
        }
    }

    private TimeSpan Remaining() => _status.Next - time.GetUtcNow().UtcDateTime;

    private async Task OccurAsync(bool isPastDue)
    {
        _stopping.Token.ThrowIfCancellationRequested();
        DateTimeOffset started = time.GetUtcNow();
        Task pause = Task.Delay(ShortestRealInterval, LocalClock.Transport, _stopping.Token);
        using (_inFlight.Enter())
        {
            await InvokeAsync(isPastDue);
        }

        _status = new ScheduleStatus { Last = started.UtcDateTime, Next = NextAfter(started), LastUpdated = time.GetUtcNow().UtcDateTime };
        await KeepStatusAsync();
        await pause;
    }

    private async Task InvokeAsync(bool isPastDue)
    {
        var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = store is null ? null : _status };
        for (int retry = 0; ; retry++)
        {
            var invocation = new Invocation(function)
            {
                Features = [KeyValuePair.Create<Type, object>(typeof(TimerInfo), info)],
                RetryCount = retry,
                MaxRetryCount = _retries.MaxRetryCount,
            };
            try
            {
                await invoker.InvokeAsync(invocation, _inFlight.CancellationToken);
                return;
            }
#pragma warning disable CA1031 // Whatever a function throws ends this run, not the schedule.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(exception, function.Name, retry);
                if (!_retries.Allows(retry) || _stopping.IsCancellationRequested)
                {
                    return;
                }
            }

            await Task.Delay(_retries.Before(retry + 1), LocalClock.Transport, _stopping.Token);
        }
    }

    private async Task KeepStatusAsync()
    {
        if (store is null)
        {
            return;
        }

        try
        {
            await store.WriteAsync(function.Name, timer.ScheduleText, _status, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever the storage's trouble is, it is no reason to miss the next occurrence.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The schedule goes on from memory; only a restart before the next write would repeat this run.
            StatusNotKept(exception.Message, function.Name);
        }
    }

    private DateTime NextAfter(DateTimeOffset moment) => timer.Schedule.NextAfter(moment)!.Value.UtcDateTime;

    [LoggerMessage(9201, LogLevel.Error, "Timer function {Function} failed (retry {Retry}).")]
    private partial void Failed(Exception exception, string function, int retry);

    [LoggerMessage(9202, LogLevel.Warning, "The schedule status of timer function {Function} could not be kept: {Reason}")]
    private partial void StatusNotKept(string reason, string function);
}
