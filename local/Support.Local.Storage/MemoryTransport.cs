using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage;

/// <summary>
/// Carries requests to an account in memory. Unless a fault delays it a request is answered before the call returns, on
/// the caller's thread.
/// </summary>
internal sealed class MemoryTransport(MemoryStorage storage, StorageFaults? faults) : HttpPipelineTransport
{
    /// <summary>As Azure.Core's own, which it keeps to itself: only what a message says otherwise is to be seen here.</summary>
    private static readonly TimeSpan DefaultNetworkTimeout = TimeSpan.FromSeconds(100);

    public override Request CreateRequest() => new MemoryRequest();

    public override void Process(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.CancellationToken.ThrowIfCancellationRequested();
        using MemoryStream buffer = BufferFor(message.Request.Content);
        message.Request.Content?.WriteTo(buffer, message.CancellationToken);
        StorageRequest request = ToRequest(message.Request, buffer);
        Complete(message, request, Carry(request, Next(request)));
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.CancellationToken.ThrowIfCancellationRequested();
        using MemoryStream buffer = BufferFor(message.Request.Content);
        if (message.Request.Content is { } content)
        {
            await content.WriteToAsync(buffer, message.CancellationToken).ConfigureAwait(false);
        }

        StorageRequest request = ToRequest(message.Request, buffer);
        RequestFate fate = Next(request);
        TimeSpan patience = message.NetworkTimeout ?? DefaultNetworkTimeout;
        await WaitAsync(fate.Going, patience, message.CancellationToken).ConfigureAwait(false);
        StorageAnswer? answer = Carry(request, fate);
        await WaitAsync(fate.Coming, patience - fate.Going, message.CancellationToken).ConfigureAwait(false);
        Complete(message, request, answer);
    }

    private static MemoryStream BufferFor(RequestContent? content) =>
        content is not null && content.TryComputeLength(out long length) ? new MemoryStream((int)length) : new MemoryStream();

    private StorageRequest ToRequest(Request request, MemoryStream content)
    {
        var source = (MemoryRequest)request;
        if (request.Content is not null && !source.HeaderList.ContainsKey("Content-Length"))
        {
            source.HeaderList.Set("Content-Length", content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return new(request.Method.Method, request.Uri.ToUri(), source.HeaderList, content.GetBuffer().AsMemory(0, (int)content.Length))
        {
            Number = storage.NextNumber(),
            Time = storage.Time.GetUtcNow(),
        };
    }

    private RequestFate Next(StorageRequest request)
    {
        if (faults is null)
        {
            return RequestFate.Undisturbed;
        }

        string path = request.Uri.AbsolutePath;
        int account = path.IndexOf('/', 1);
        string service = request.Uri.Host.Split('.')[0];
        return faults.Next(new StorageCall(service, request.Method, account < 0 ? "/" : path[account..]));
    }

    /// <returns>The answer that the caller gets; null when it gets none.</returns>
    private StorageAnswer? Carry(StorageRequest request, RequestFate fate)
    {
        if (!storage.Has(request.Uri.Host))
        {
            throw Failed(HttpRequestError.NameResolutionError, $"No such host is known. ({request.Uri.Host}:80)");
        }

        StorageAnswer? answer = null;
        for (int time = 0; time < fate.Applied; time++)
        {
            answer = storage.Answer(request);
        }

        return fate.Failure switch
        {
            RequestFailure.None => answer,
            RequestFailure.Busy => StorageErrors.ServerBusy(request),
            RequestFailure.InternalError => StorageErrors.InternalError(request),
            RequestFailure.Refused => throw Failed(HttpRequestError.ConnectionError, $"Connection refused ({request.Uri.Host}:80)"),
            _ => null,
        };
    }

    private static void Complete(HttpMessage message, StorageRequest request, StorageAnswer? answer)
    {
        if (answer is null)
        {
            throw Failed(HttpRequestError.ResponseEnded, $"The response ended prematurely. ({request.Uri.Host}:80)");
        }

        message.Response = new MemoryResponse(request, answer, message.Request.ClientRequestId);
    }

    private static RequestFailedException Failed(HttpRequestError error, string text) => new(text, new HttpRequestException(error, text));

    private async ValueTask WaitAsync(TimeSpan delay, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        await LocalTasks.DelayForLibraryAsync(delay < patience ? delay : patience, storage.Time, cancellationToken).ConfigureAwait(false);
        if (delay >= patience)
        {
            throw new TaskCanceledException("The operation was cancelled because it exceeded the configured network timeout.");
        }
    }
}
