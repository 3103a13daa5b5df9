using Microsoft.AspNetCore.Http;
using Support.Functions.Intake.Sources;
using Xunit;

namespace Support.Functions.Intake.Tests.Sources;

public sealed class Raw_body
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(200_000)]
    public async Task Is_read_to_the_byte_announced_or_not(int length)
    {
        byte[] sent = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        Assert.Equal(sent, (await ReadAsync(sent, announced: true)).Bytes.ToArray());
        Assert.Equal(sent, (await ReadAsync(sent, announced: false)).Bytes.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_is_too_large_is_refused(bool announced) =>
        Assert.Equal(413, (await ReadAsync(new byte[300_001], announced)).Problem?.Status);

    private static async Task<RawBody> ReadAsync(byte[] sent, bool announced)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(sent);
        context.Request.ContentLength = announced ? sent.Length : null;
        return await RawBody.ReadAsync(context.Request, 300_000, CancellationToken.None);
    }
}
