using Support.Local.Worker;

namespace Support.Local.Http;

/// <summary>An app's requests: so many run, so many more wait in the order in which they came, and the rest is turned away.</summary>
internal sealed class HttpThrottle(HttpLimits limits)
{
    private readonly Places? _places = limits.MaxConcurrentRequests is { } count ? new Places(count) : null;
    private int _outstanding;

    /// <summary>Waits for the request's turn; null when there are too many before it.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _outstanding) > (limits.MaxOutstandingRequests ?? int.MaxValue))
        {
            Interlocked.Decrement(ref _outstanding);
            return null;
        }

        try
        {
            if (_places is not null)
            {
                await _places.TakeAsync(cancellationToken);
            }

            return new Turn(this);
        }
        catch
        {
            Interlocked.Decrement(ref _outstanding);
            throw;
        }
    }

    private sealed class Turn(HttpThrottle owner) : IDisposable
    {
        public void Dispose()
        {
            owner._places?.Free(1);
            Interlocked.Decrement(ref owner._outstanding);
        }
    }
}
