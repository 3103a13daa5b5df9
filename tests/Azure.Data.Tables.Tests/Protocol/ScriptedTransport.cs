using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>Answers every request as it is told, and remembers what was asked.</summary>
public sealed class ScriptedTransport(Func<Request, CancellationToken, Task<Response>> answer) : HttpPipelineTransport
{
    public ScriptedTransport(Func<Request, Response> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public ConcurrentQueue<SentRequest> Sent { get; } = new();

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => ProcessAsync(message).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Sent.Enqueue(await SentRequest.CopyAsync(message.Request, message.CancellationToken));
        message.Response = await answer(message.Request, message.CancellationToken);
    }
}

/// <summary>A request as it went out; the message itself is gone when a test looks.</summary>
public sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal static async Task<SentRequest> CopyAsync(Request request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (request.Content is { } content)
        {
            await content.WriteToAsync(body, cancellationToken);
        }

        return new SentRequest(
            request.Method.Method,
            request.Uri.ToUri(),
            request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.ToArray()));
    }
}
