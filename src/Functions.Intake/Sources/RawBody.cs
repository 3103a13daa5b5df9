using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Support.Platform.Http;

namespace Support.Functions.Intake.Sources;

/// <summary>A request's body as it came, to the byte: a signature is over these, not over what was made of them.</summary>
public sealed class RawBody
{
    private const int FirstRead = 64 * 1024;

    private RawBody(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    private RawBody(Problem problem) => Problem = problem;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Why there are none; null when there are.</summary>
    public Problem? Problem { get; }

    /// <summary>SHA-256 of the bytes, in hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Reads the body, once and without holding it twice where its length is announced.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bytesMax">The most that is read; a larger body is refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RawBody> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax)
        {
            return new RawBody(Problems.TooLarge(bytesMax));
        }

        // The server's own limit is lower than what some sources send; this one takes its place.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }

        byte[] buffer = new byte[(request.ContentLength is { } announced ? (int)announced : Math.Min(FirstRead, bytesMax)) + 1];
        int length = 0;
        while (true)
        {
            int read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (length > bytesMax)
            {
                return new RawBody(Problems.TooLarge(bytesMax));
            }

            if (read == 0)
            {
                return new RawBody(buffer.AsMemory(0, length));
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, bytesMax + 1));
            }
        }
    }
}
