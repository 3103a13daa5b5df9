using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email.Tests;

/// <summary>The service without a network: it takes every mail, and says how its operation goes on, one answer after another.</summary>
internal sealed class MemoryService(string[] states, int retryAfter) : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport _requests = new();
    private readonly Queue<string> _states = new(states);

    /// <summary>The dates that requests were signed with.</summary>
    public List<string> Dates { get; } = [];

    public override Request CreateRequest() => _requests.CreateRequest();

    public void Dispose() => _requests.Dispose();

    public override void Process(HttpMessage message)
    {
        message.Request.Headers.TryGetValue("x-ms-date", out string? date);
        Dates.Add(date!);
        bool isSend = message.Request.Method == RequestMethod.Post;
        string state = isSend ? "Running" : _states.Dequeue();
        message.Response = new MemoryResponse(isSend ? 202 : 200, $"{{\"status\":\"{state}\"}}", retryAfter);
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return ValueTask.CompletedTask;
    }

    private sealed class MemoryResponse(int status, string body, int retryAfter) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; } = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("Retry-After", retryAfter.ToString(CultureInfo.InvariantCulture))];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase) ? retryAfter.ToString(CultureInfo.InvariantCulture) : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = TryGetHeader(name, out string? value) ? [value] : null;
            return values is not null;
        }
    }
}
