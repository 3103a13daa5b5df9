using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>One answer of a storage service.</summary>
internal readonly record struct StorageReply(int Status, string? ErrorCode, BinaryData Content, string? PopReceipt, string? ETag)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>Sends signed requests to the queue, blob and table services, and says every failure in the bus's own words.</summary>
internal sealed class StorageClient
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(10);

    internal static readonly HttpClientTransport Network = new(new HttpClient(new SocketsHttpHandler
    {
        // Azurite drops a connection that was idle for five seconds; leaving first avoids writing into a closed one.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    })
    {
        // The pipeline has its own time-out for each try.
        Timeout = Timeout.InfiniteTimeSpan,
    });

    private readonly HttpPipeline _pipeline;
    private readonly HttpPipeline _tablePipeline;

    public StorageClient(StorageAccount account, ServiceBusRetryOptions retry)
    {
        Account = account;
        _pipeline = Pipeline(retry, new SharedKeyPolicy(account, tables: false));
        _tablePipeline = Pipeline(retry, new SharedKeyPolicy(account, tables: true));
    }

    public StorageAccount Account { get; }

    public async Task<StorageReply> SendAsync(
        RequestMethod method,
        Uri uri,
        string entityPath,
        CancellationToken cancellationToken,
        RequestContent? content = null,
        params (string Name, string Value)[] headers)
    {
        HttpPipeline pipeline = Account.Tables.IsBaseOf(uri) ? _tablePipeline : _pipeline;
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Content = content;
        foreach ((string name, string value) in headers)
        {
            message.Request.Headers.SetValue(name, value);
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(failure, entityPath);
        }

        ResponseHeaders answered = message.Response.Headers;
        return new StorageReply(
            message.Response.Status,
            answered.TryGetValue("x-ms-error-code", out string? code) ? code : null,
            message.Response.Content,
            answered.TryGetValue("x-ms-popreceipt", out string? popReceipt) ? popReceipt : null,
            answered.ETag?.ToString());
    }

    /// <summary>The exception for an answer that the caller has no use for.</summary>
    public static Exception Unexpected(StorageReply reply, string entityPath) => reply.Status switch
    {
        401 or 403 => new UnauthorizedAccessException($"The storage account refused the key ({reply.ErrorCode})."),
        408 or 504 => new ServiceBusException(Describe(reply), ServiceBusFailureReason.ServiceTimeout, entityPath),
        429 or >= 500 => new ServiceBusException(Describe(reply), ServiceBusFailureReason.ServiceBusy, entityPath),
        _ => new ServiceBusException(Describe(reply), ServiceBusFailureReason.GeneralError, entityPath),
    };

    private static string Describe(StorageReply reply) =>
        $"The storage account behind the bus answered {reply.Status} {reply.ErrorCode}.";

    private static ServiceBusException Unreachable(Exception failure, string entityPath)
    {
        bool timedOut = failure is OperationCanceledException or AggregateException { InnerException: OperationCanceledException };
        return timedOut
            ? new ServiceBusException("The storage account behind the bus did not answer in time.", ServiceBusFailureReason.ServiceTimeout, entityPath, failure)
            : new ServiceBusException("The storage account behind the bus cannot be reached.", ServiceBusFailureReason.ServiceCommunicationProblem, entityPath, failure);
    }

    private static HttpPipeline Pipeline(ServiceBusRetryOptions retry, SharedKeyPolicy signature)
    {
        var options = new PipelineOptions();
        options.Retry.Mode = retry.Mode == ServiceBusRetryMode.Fixed ? RetryMode.Fixed : RetryMode.Exponential;
        options.Retry.MaxRetries = retry.MaxRetries;
        options.Retry.Delay = retry.Delay < retry.MaxDelay ? retry.Delay : retry.MaxDelay;
        options.Retry.MaxDelay = retry.MaxDelay;
        options.Retry.NetworkTimeout = TryTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        LocalTransport.ApplyTo(options);
        if (options.Transport == HttpClientTransport.Shared)
        {
            options.Transport = Network;
        }

        return HttpPipelineBuilder.Build(options, [], [signature], responseClassifier: null);
    }

    private sealed class PipelineOptions : ClientOptions;
}
