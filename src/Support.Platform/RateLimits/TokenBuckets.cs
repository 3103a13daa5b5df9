using Support.Domain.Model;

namespace Support.Platform.RateLimits;

/// <summary>What a bucket says to a request.</summary>
/// <param name="Allowed">Whether it goes on.</param>
/// <param name="Remaining">How many more would go on now.</param>
/// <param name="RetryAfter">How long until one goes on; zero while one does.</param>
/// <param name="FullIn">How long until the bucket is full again.</param>
public sealed record BucketState(bool Allowed, int Remaining, TimeSpan RetryAfter, TimeSpan FullIn);

/// <summary>
/// Token buckets by name. Of each only one instant is kept: when it will be full again, which says how empty it is now. The
/// memory is bounded: of too many names the one that asked longest ago is forgotten, which is as if it had rested.
/// </summary>
public sealed class TokenBuckets(TimeProvider time, int namesMax = TokenBuckets.NamesUsually)
{
    /// <summary>How many names are remembered: some 2 MB.</summary>
    public const int NamesUsually = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Bucket>> _buckets = new(StringComparer.Ordinal);
    private readonly LinkedList<Bucket> _latestFirst = new();

    /// <summary>How many names are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _buckets.Count;
            }
        }
    }

    /// <summary>Takes a token if there is one.</summary>
    public BucketState Take(string name, Rate rate) => Ask(name, rate, 1);

    /// <summary>Looks whether there is a token, and leaves it.</summary>
    public BucketState Look(string name, Rate rate) => Ask(name, rate, 0);

    private BucketState Ask(string name, Rate rate, int tokens)
    {
        long perToken = TimeSpan.TicksPerMinute / rate.PerMinute;
        long whole = perToken * rate.Burst;
        lock (_lock)
        {
            long now = time.GetUtcNow().UtcTicks;
            LinkedListNode<Bucket>? known = _buckets.GetValueOrDefault(name);

            // A bucket that was filled for a larger rate, or under a clock that was set back, is empty and no emptier.
            long missing = Math.Clamp((known?.Value.FullAt ?? 0) - now, 0, whole);
            bool allowed = missing + perToken <= whole;
            if (allowed && tokens > 0)
            {
                missing += perToken;
                Remember(name, now + missing, known);
            }

            long wait = Math.Max(0, missing + perToken - whole);
            return new BucketState(allowed, (int)((whole - missing) / perToken), TimeSpan.FromTicks(wait), TimeSpan.FromTicks(missing));
        }
    }

    private void Remember(string name, long fullAt, LinkedListNode<Bucket>? known)
    {
        if (known is not null)
        {
            known.Value = known.Value with { FullAt = fullAt };
            _latestFirst.Remove(known);
            _latestFirst.AddFirst(known);
            return;
        }

        if (_buckets.Count >= namesMax && _latestFirst.Last is { } oldest)
        {
            _latestFirst.RemoveLast();
            _buckets.Remove(oldest.Value.Name);
        }

        _buckets[name] = _latestFirst.AddFirst(new Bucket(name, fullAt));
    }

    private sealed record Bucket(string Name, long FullAt);
}
