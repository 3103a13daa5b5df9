using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Platform.Tests.Fakes;

/// <summary>The way to Azurite, with a place for a test to stand in: it sees every request and may refuse it or lose its answer.</summary>
internal sealed class TestTransport : HttpPipelineTransport
{
    private static readonly HttpClientTransport Inner = HttpClientTransport.Shared;

    /// <summary>What happens to a request; null for nothing special.</summary>
    public Func<HttpMessage, Func<ValueTask>, ValueTask>? Around { get; set; }

    /// <summary>Every request so far: method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How many entity-group transactions were sent.</summary>
    public int Transactions => Requests.Count(IsTransaction);

    /// <summary>Storage cannot be reached until <see cref="Heal"/>.</summary>
    public void Cut() => Around = (_, _) => throw Unreachable();

    public void Heal() => Around = null;

    /// <summary>The next transaction is carried out, but nobody hears of it.</summary>
    public void LoseAnswerOfNextTransaction()
    {
        int left = 1;
        Around = async (message, send) =>
        {
            await send();
            if (IsTransaction(Describe(message)) && Interlocked.Decrement(ref left) == 0)
            {
                throw Unreachable();
            }
        };
    }

    public static bool IsTransaction(string request) => request.EndsWith("/$batch", StringComparison.Ordinal);

    public static string Describe(HttpMessage message) => $"{message.Request.Method} {message.Request.Uri.Path}";

    public override Request CreateRequest() => Inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The platform never blocks on storage.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Requests.Enqueue(Describe(message));
        await (Around is { } around
            ? around(message, () => Inner.ProcessAsync(message))
            : Inner.ProcessAsync(message));
    }

    // As the HTTP transport reports a refused connection: status 0.
    private static RequestFailedException Unreachable() => new("Connection refused (127.0.0.1)");
}
