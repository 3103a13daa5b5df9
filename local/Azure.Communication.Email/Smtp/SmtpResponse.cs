using System.Diagnostics.CodeAnalysis;
using System.Net;
using Azure;
using Azure.Core;

namespace Support.Local.Email;

/// <summary>A mail server's answer where the API wants that of an HTTP service: accepted, with what the server said as the reason.</summary>
internal sealed class SmtpResponse(SmtpReply reply, Guid operationId) : Response
{
    public override int Status => (int)HttpStatusCode.Accepted;

    public override string ReasonPhrase => $"{reply.Code} {reply.Text}";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = operationId.ToString();

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => false;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = null;
        return false;
    }
}
