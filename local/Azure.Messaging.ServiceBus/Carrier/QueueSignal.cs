using System.Collections.Concurrent;

namespace Support.Local.ServiceBus;

/// <summary>
/// Wakes the receivers of a queue that wait in this process, so that a message sent in the same process needs no
/// polling to be found.
/// </summary>
internal sealed class QueueSignal
{
    private static readonly ConcurrentDictionary<string, QueueSignal> Signals = new(StringComparer.Ordinal);

    // Beyond this the receivers' own polling is what finds a message; no timer waits for weeks.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private TaskCompletionSource _pulse = NewPulse();

    /// <summary>The signal of the queue with that address; all clients of the process share it.</summary>
    public static QueueSignal For(Uri queue) => Signals.GetOrAdd(queue.AbsoluteUri, _ => new QueueSignal());

    /// <summary>
    /// The next pulse. Taken before the queue is looked at, it also completes for what arrives between the look and
    /// the wait.
    /// </summary>
    public Task Next
    {
        get
        {
            lock (_gate)
            {
                return _pulse.Task;
            }
        }
    }

    public void Pulse()
    {
        TaskCompletionSource pulse;
        lock (_gate)
        {
            pulse = _pulse;
            _pulse = NewPulse();
        }

        pulse.SetResult();
    }

    /// <summary>Pulses when that much time has passed on that clock.</summary>
    public void PulseAfter(TimeSpan delay, TimeProvider clock)
    {
        if (delay <= TimeSpan.Zero)
        {
            Pulse();
            return;
        }

        if (delay <= LongestDelay)
        {
            _ = PulseLaterAsync();
        }

        async Task PulseLaterAsync()
        {
            await Task.Delay(delay, clock);
            Pulse();
        }
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
