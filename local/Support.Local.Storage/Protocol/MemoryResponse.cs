using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using Azure;
using Azure.Core;

namespace Support.Local.Storage.Protocol;

/// <summary>An answer as the pipeline reads it. Its content is whole from the start.</summary>
/// <remarks>What every answer of a service says, and hardly anybody reads, is made when it is read.</remarks>
internal sealed class MemoryResponse(StorageRequest request, StorageAnswer answer, string clientRequestId) : Response
{
    private static readonly string[] CommonNames = ["Date", "x-ms-request-id", "x-ms-client-request-id"];

    public override int Status => answer.Status;

    public override string ReasonPhrase => answer.Reason;

    public override Stream? ContentStream { get; set; } = Open(answer.Body);

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        for (int index = 0; index < answer.Headers.Count; index++)
        {
            if (string.Equals(answer.Headers[index].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                value = answer.Headers[index].Value;
                return true;
            }
        }

        value = Common(name);
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => answer.Headers
        .Select(header => new HttpHeader(header.Key, header.Value))
        .Concat(CommonNames
            .Where(name => !answer.Headers.Any(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)))
            .Select(name => new HttpHeader(name, Common(name)!)));

    private string? Common(string name) =>
        string.Equals(name, CommonNames[0], StringComparison.OrdinalIgnoreCase) ? request.Time.ToString("R", CultureInfo.InvariantCulture)
        : string.Equals(name, CommonNames[1], StringComparison.OrdinalIgnoreCase) ? request.Id
        : string.Equals(name, CommonNames[2], StringComparison.OrdinalIgnoreCase) ? ClientRequestId
        : null;

    /// <summary>With the buffer visible, so that reading the content whole is no copy of it.</summary>
    private static MemoryStream Open(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(body.ToArray(), 0, body.Length, writable: false, publiclyVisible: true);
}
