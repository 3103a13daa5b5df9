using System.IO.Pipelines;
using Support.Platform.RateLimits;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.RateLimits;

public sealed class Timed_body
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task That_comes_is_read()
    {
        await using var body = new TimedBody(new MemoryStream([1, 2, 3]), _time);
        using var read = new MemoryStream();
        await body.CopyToAsync(read);
        Assert.Equal([1, 2, 3], read.ToArray());
    }

    [Fact]
    public async Task That_trickles_is_given_up_after_half_a_minute()
    {
        var pipe = new Pipe();
        await using var body = new TimedBody(pipe.Reader.AsStream(), _time);
        await pipe.Writer.WriteAsync(new byte[] { 1 });
        Assert.Equal(1, await body.ReadAsync(new byte[10]));
        _time.Advance(TimeSpan.FromSeconds(20));
        await pipe.Writer.WriteAsync(new byte[] { 2 });
        Assert.Equal(1, await body.ReadAsync(new byte[10]));

        ValueTask<int> waiting = body.ReadAsync(new byte[10]);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<SlowBodyException>(async () => await waiting);
        await Assert.ThrowsAsync<SlowBodyException>(() => body.ReadExactlyAsync(new byte[10]).AsTask());
    }
}
