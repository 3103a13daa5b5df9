namespace Support.Local.Storage;

/// <summary>
/// What goes wrong on the way to an account in memory, decided from a seed: the n-th request has the same fate whenever
/// the seed and the requests before it are the same. Nothing goes wrong until a probability is set or a failure planned.
/// </summary>
/// <remarks>
/// Requests in flight overtake one another where <see cref="Delay"/> is set, on their way there and back: that is how
/// they come to be reordered. Calls that block (the clients' methods without <c>Async</c>) are never delayed.
/// </remarks>
public sealed class StorageFaults
{
    private readonly Lock _gate = new();
    private readonly Random _random;
    private (long Request, FaultMoment Moment, bool ForEver)? _plan;
    private bool _isOn = true;
    private bool _isDown;
    private long _requests;

    public StorageFaults(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
    }

    public int Seed { get; }

    /// <summary>Probability (0 to 1) that a connection is refused, before the request has any effect.</summary>
    public double Refuse { get; init; }

    /// <summary>Probability (0 to 1) of an answer 503 <c>ServerBusy</c>, before the request has any effect.</summary>
    public double Busy { get; init; }

    /// <summary>
    /// Probability (0 to 1) that a request is carried out and fails all the same: by a connection that is reset, or an
    /// answer 500 or 503. The caller cannot tell it from one that was not carried out.
    /// </summary>
    public double FailAfterCommit { get; init; }

    /// <summary>
    /// Probability (0 to 1) that a request is carried out twice, as after a retry of one whose answer was lost. The caller
    /// sees the second answer.
    /// </summary>
    public double Duplicate { get; init; }

    /// <summary>Probability (0 to 1) that a request takes time, of the account's clock.</summary>
    public double Delay { get; init; }

    /// <summary>The least that a delayed request takes, there and back together.</summary>
    public TimeSpan MinDelay { get; init; }

    /// <summary>The most that a delayed request takes, there and back together.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The requests that faults may befall and that are counted; all, if null.</summary>
    public Func<StorageCall, bool>? Only { get; init; }

    /// <summary>The requests made while switched on (of those that <see cref="Only"/> names), failed ones among them.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Lets faults happen again. They may from the start.</summary>
    public void On() => Switch(on: true);

    /// <summary>Lets every request through, undisturbed and uncounted, a planned failure notwithstanding.</summary>
    public void Off() => Switch(on: false);

    /// <summary>
    /// Plans a failure at the <paramref name="request"/>-th request (the first is 1). Every later one is refused, as after
    /// a crash nothing gets through, unless it is to be <paramref name="once"/>.
    /// </summary>
    public void FailAt(long request, FaultMoment moment, bool once = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request, 1);
        lock (_gate)
        {
            _plan = (request, moment, !once);
            _isDown = false;
        }
    }

    internal RequestFate Next(in StorageCall call)
    {
        lock (_gate)
        {
            if (!_isOn || Only?.Invoke(call) == false)
            {
                return RequestFate.Undisturbed;
            }

            _requests++;
            return Planned() ?? Drawn();
        }
    }

    private RequestFate? Planned()
    {
        if (_isDown)
        {
            return new(0, RequestFailure.Refused, TimeSpan.Zero, TimeSpan.Zero);
        }

        if (_plan is not { } plan || plan.Request != _requests)
        {
            return null;
        }

        _isDown = plan.ForEver;
        return plan.Moment == FaultMoment.BeforeEffect
            ? new(0, RequestFailure.Refused, TimeSpan.Zero, TimeSpan.Zero)
            : new(1, RequestFailure.Reset, TimeSpan.Zero, TimeSpan.Zero);
    }

    private RequestFate Drawn()
    {
        // Always the same number of draws: whether one fault is possible must not decide what befalls later requests.
        (double refuse, double busy, double fail, double twice) = (_random.NextDouble(), _random.NextDouble(), _random.NextDouble(), _random.NextDouble());
        (int way, double delay, double length, double part) = (_random.Next(4), _random.NextDouble(), _random.NextDouble(), _random.NextDouble());
        (int applied, RequestFailure failure) =
            refuse < Refuse ? (0, RequestFailure.Refused)
            : busy < Busy ? (0, RequestFailure.Busy)
            : fail < FailAfterCommit ? (1, way switch { 0 => RequestFailure.InternalError, 1 => RequestFailure.Busy, _ => RequestFailure.Reset })
            : (twice < Duplicate ? 2 : 1, RequestFailure.None);
        TimeSpan whole = delay < Delay ? MinDelay + ((MaxDelay - MinDelay) * length) : TimeSpan.Zero;
        TimeSpan going = whole * part;
        return new(applied, failure, going, whole - going);
    }

    private void Switch(bool on)
    {
        lock (_gate)
        {
            _isOn = on;
        }
    }
}
