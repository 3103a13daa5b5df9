using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Support.Local.Storage.Blobs;

/// <summary>The sum by which a client sees that nothing was lost on the way.</summary>
internal static class ContentSum
{
    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what the protocol's header Content-MD5 carries; it guards against accidents only.")]
    public static string Of(ReadOnlyMemory<byte> content) => Convert.ToBase64String(MD5.HashData(content.Span));
}
