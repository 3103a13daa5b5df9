using System.Threading.Channels;

namespace Support.Local.Worker;

/// <summary>
/// How much may be worked on at a time, as a bucket of tokens. (A semaphore would go on from its wait on a thread of the
/// pool, which a simulation has not.)
/// </summary>
internal sealed class Places
{
    private readonly Channel<bool> _free = Channel.CreateUnbounded<bool>();

    public Places(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Free(count);
    }

    public bool AreTaken => _free.Reader.Count == 0;

    public async Task TakeAsync(CancellationToken cancellationToken) => await _free.Reader.ReadAsync(cancellationToken);

    public bool TryTake() => _free.Reader.TryRead(out _);

    public void Free(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _free.Writer.TryWrite(true);
        }
    }
}
