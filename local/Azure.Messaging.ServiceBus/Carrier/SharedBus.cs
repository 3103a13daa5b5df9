using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Support.Local.ServiceBus;

/// <summary>
/// What all clients of one program share, so that they hear of one another's messages. A simulation is a program of its own,
/// and takes nothing over from the one before.
/// </summary>
internal sealed class SharedBus
{
    private static readonly ConditionalWeakTable<Simulation, SharedBus> Simulated = [];
    private static readonly SharedBus Real = new();

    private readonly ConcurrentDictionary<string, QueueSignal> _signals = new(StringComparer.Ordinal);
    private long _lastSequenceNumber;

    public static SharedBus Current => Simulation.Current is { } simulation ? Simulated.GetOrCreateValue(simulation) : Real;

    /// <summary>The signal of the queue with that address.</summary>
    public QueueSignal Signal(Uri queue) => _signals.GetOrAdd(queue.AbsoluteUri, _ => new QueueSignal());

    /// <summary>Rising and unique within the program; across programs as unique as their clocks' microseconds.</summary>
    public long NextSequenceNumber()
    {
        long now = LocalClock.Transport.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            long last = Interlocked.Read(ref _lastSequenceNumber);
            long next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _lastSequenceNumber, next, last) == last)
            {
                return next;
            }
        }
    }
}
