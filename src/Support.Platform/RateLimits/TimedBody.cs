namespace Support.Platform.RateLimits;

/// <summary>
/// A body that has to come within a time: half a minute, and a second more for every 64 KiB that came. Who sends a byte now
/// and then would hold a request open for ever otherwise.
/// </summary>
internal sealed class TimedBody(Stream inner, TimeProvider time) : Stream
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int BytesPerSecond = 64 * 1024;
    private readonly long _began = time.GetTimestamp();
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> reading = inner.ReadAsync(buffer, cancellationToken);
        int read = reading.IsCompleted ? await reading : await InTimeAsync(reading.AsTask(), cancellationToken);
        _read += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        _read += read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<int> InTimeAsync(Task<int> reading, CancellationToken cancellationToken)
    {
        TimeSpan left = Patience + TimeSpan.FromSeconds(_read / BytesPerSecond) - time.GetElapsedTime(_began);
        try
        {
            return left > TimeSpan.Zero ? await reading.WaitAsync(left, time, cancellationToken) : throw new SlowBodyException();
        }
        catch (TimeoutException)
        {
            throw new SlowBodyException();
        }
    }
}
