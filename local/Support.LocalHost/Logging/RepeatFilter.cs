namespace Support.Local.Hosting.Logging;

/// <summary>Lets the first few of many like events in a while through, and counts the rest.</summary>
internal sealed class RepeatFilter(TimeProvider time)
{
    private const int AllowedInWindow = 5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<object, Count> _counts = [];

    /// <param name="kind">What makes events alike.</param>
    /// <param name="suppressed">How many were kept back since the last one that passed.</param>
    public bool Passes(object kind, out int suppressed)
    {
        lock (_gate)
        {
            long now = time.GetTimestamp();
            if (!_counts.TryGetValue(kind, out Count? count))
            {
                _counts[kind] = count = new Count { WindowStart = now };
            }

            if (time.GetElapsedTime(count.WindowStart, now) > Window)
            {
                count.WindowStart = now;
                count.InWindow = 0;
            }

            suppressed = count.Suppressed;
            if (++count.InWindow > AllowedInWindow)
            {
                count.Suppressed++;
                return false;
            }

            count.Suppressed = 0;
            return true;
        }
    }

    private sealed class Count
    {
        public long WindowStart { get; set; }

        public int InWindow { get; set; }

        public int Suppressed { get; set; }
    }
}
