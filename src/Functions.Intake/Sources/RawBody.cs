using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Support.Platform.Http;

namespace Support.Functions.Intake.Sources;

/// <summary>A request's body as it came, to the byte: a signature is over these, not over what was made of them.</summary>
public sealed class RawBody
{
    private RawBody(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    private RawBody(Problem problem) => Problem = problem;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Why there are none; null when there are.</summary>
    public Problem? Problem { get; }

    /// <summary>SHA-256 of the bytes, in hexadecimal digits.</summary>
    public string Hash => field ??= Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Reads the body, once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bytesMax">The most that is read; a larger body is refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RawBody> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        (ReadOnlyMemory<byte> bytes, Problem? problem) = await BodyBytes.ReadAsync(request, bytesMax, cancellationToken);
        return problem is null ? new RawBody(bytes) : new RawBody(problem);
    }
}
