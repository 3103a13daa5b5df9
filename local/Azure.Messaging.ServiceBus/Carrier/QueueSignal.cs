namespace Support.Local.ServiceBus;

/// <summary>
/// Wakes the receivers of a queue that wait in this program, so that a message sent in the same program needs no
/// polling to be found. It also knows when hidden messages will show themselves; each receiver waits for that on its own,
/// because whoever hid a message may be dead by then.
/// </summary>
internal sealed class QueueSignal
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<DateTimeOffset, int> _moments = [];
    private readonly List<TaskCompletionSource> _waiting = [];
    private long _pulses;

    /// <summary>How often something has happened to the queue. Asked before the queue is looked at.</summary>
    public long Pulses
    {
        get
        {
            DateTimeOffset now = LocalClock.Transport.GetUtcNow();
            lock (_gate)
            {
                CountPassed(now);
                return _pulses;
            }
        }
    }

    /// <summary>A message can be received now that could not before.</summary>
    public void Pulse()
    {
        List<TaskCompletionSource> waiting;
        lock (_gate)
        {
            _pulses++;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        waiting.ForEach(waiter => waiter.TrySetResult());
    }

    /// <summary>A message can be received from that moment of the transport's clock on.</summary>
    public void PulseAt(DateTimeOffset moment)
    {
        DateTimeOffset now = LocalClock.Transport.GetUtcNow();
        if (moment <= now)
        {
            Pulse();
            return;
        }

        List<TaskCompletionSource> waiting = [];
        lock (_gate)
        {
            // Here as well: a program that only sends never asks.
            CountPassed(now);
            bool isFirst = _moments.Count == 0 || moment < _moments.First().Key;
            _moments[moment] = _moments.GetValueOrDefault(moment) + 1;
            if (isFirst)
            {
                // Those who wait do so for a later moment; they have to begin again.
                waiting = [.. _waiting];
                _waiting.Clear();
            }
        }

        waiting.ForEach(waiter => waiter.TrySetResult());
    }

    /// <summary>Takes back one <see cref="PulseAt"/>: the message is gone, or its moment is another.</summary>
    public void Forget(DateTimeOffset moment)
    {
        lock (_gate)
        {
            if (_moments.TryGetValue(moment, out int count))
            {
                if (count > 1)
                {
                    _moments[moment] = count - 1;
                }
                else
                {
                    _moments.Remove(moment);
                }
            }
        }
    }

    /// <summary>Pulses when that much time has passed on a clock that need not be the transport's.</summary>
    public async Task PulseAfterAsync(TimeSpan delay, TimeProvider clock)
    {
        if (delay > TimeSpan.Zero)
        {
            await LocalTasks.DelayAsync(delay, clock);
        }

        Pulse();
    }

    /// <summary>Waits for a pulse after the given number of them, but no longer than that.</summary>
    public async Task WaitAsync(long seen, TimeSpan longest, CancellationToken cancellationToken)
    {
        TimeProvider clock = LocalClock.Transport;
        long start = clock.GetTimestamp();
        while (Pulses == seen && longest - clock.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WaitForNewsAsync(seen, left, clock, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private void CountPassed(DateTimeOffset now)
    {
        while (_moments.Count > 0 && _moments.First().Key is var moment && moment <= now)
        {
            _moments.Remove(moment);
            _pulses++;
        }
    }

    /// <summary>Waits until there was a pulse, one of the moments has come, or there is an earlier one to wait for.</summary>
    private async Task WaitForNewsAsync(long seen, TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            TimeSpan untilMoment = _moments.Count == 0 ? longest : _moments.First().Key - clock.GetUtcNow();
            if (_pulses != seen || untilMoment <= TimeSpan.Zero)
            {
                return;
            }

            longest = untilMoment < longest ? untilMoment : longest;
            _waiting.Add(waiter);
        }

        // Not Task.WaitAsync: it would go on by way of the thread pool, which a simulation has not.
        await using ITimer timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, longest, Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration cancelled = cancellationToken.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter);
        await waiter.Task;
        lock (_gate)
        {
            _waiting.Remove(waiter);
        }
    }
}
