using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Support.Platform.Http;

/// <summary>Reads a request's body within a limit.</summary>
public static class BodyBytes
{
    // What is announced is not believed: room for it is made as it comes.
    private const int FirstRead = 64 * 1024;

    /// <summary>All bytes of the body, or the problem to answer with when there are too many.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bytesMax">The most that is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(ReadOnlyMemory<byte> Bytes, Problem? Problem)> ReadAsync(
        HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax)
        {
            return (default, Problems.TooLarge(bytesMax));
        }

        // The server's own limit is lower than what some senders need; this one takes its place.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }

        // One more than comes, so that the end is met without making room for nothing.
        int whole = (int)(request.ContentLength ?? bytesMax) + 1;
        byte[] buffer = new byte[Math.Min(whole, FirstRead)];
        int length = 0;
        while (true)
        {
            int read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (length > bytesMax)
            {
                return (default, Problems.TooLarge(bytesMax));
            }

            if (read == 0)
            {
                return (buffer.AsMemory(0, length), null);
            }

            if (length == buffer.Length)
            {
                // Twice as much, but no more than was announced or is taken: a body that was announced is held once.
                Array.Resize(ref buffer, Math.Max(length + 1, (int)Math.Min(2L * length, whole)));
            }
        }
    }
}
