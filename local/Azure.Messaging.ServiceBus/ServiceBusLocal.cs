using Azure.Core.Pipeline;

namespace Support.Local;

/// <summary>What the Local flavour's bus offers its host beside the package's own API.</summary>
public static class ServiceBusLocal
{
    /// <summary>
    /// What carries the bus's storage requests, for hosts that count them or make them fail; set it before the first
    /// client is made.
    /// </summary>
    public static HttpPipelineTransport Transport { get; set; } = new HttpClientTransport(new HttpClient(new SocketsHttpHandler
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
}
