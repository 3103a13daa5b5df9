using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// The answer to one action of a transaction. Its headers stay bytes until somebody asks: most callers look at no more
/// than the status and the ETag.
/// </summary>
internal sealed class ActionResponse(int status, string reasonPhrase, ReadOnlyMemory<byte> headers, ReadOnlyMemory<byte> body) : Response
{
    public override int Status { get; } = status;

    public override string ReasonPhrase { get; } = reasonPhrase;

    public override Stream? ContentStream { get; set; } = Open(body);

    public override string ClientRequestId { get; set; } = string.Empty;

    /// <summary>An answer within an answer never went through the pipeline, which is what marks errors.</summary>
    public override bool IsError => Status >= 400;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (HttpHeader header in EnumerateHeaders())
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        foreach (string line in Encoding.UTF8.GetString(headers.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return new HttpHeader(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }
    }

    private static MemoryStream? Open(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        // Error messages are made from the content, for which the buffer must be visible.
        return MemoryMarshal.TryGetArray(body, out ArraySegment<byte> bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(body.ToArray(), 0, body.Length, writable: false, publiclyVisible: true);
    }
}
