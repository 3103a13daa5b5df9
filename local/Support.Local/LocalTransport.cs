using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Local;

/// <summary>
/// The way that the stand-ins' clients send their requests. Apps make their clients from a connection string and nothing
/// else, so what is to run on a transport in memory sets it here before it makes the first client.
/// </summary>
public static class LocalTransport
{
    private static HttpPipelineTransport? s_transport;

    /// <summary>The transport of clients that are given none of their own; null for the network.</summary>
    public static HttpPipelineTransport? Current
    {
        get => Simulation.Current?.Transport ?? s_transport;
        set => s_transport = value;
    }

    /// <summary>Makes options follow <see cref="Current"/> unless they name a transport themselves.</summary>
    public static T ApplyTo<T>(T options)
        where T : ClientOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Current is { } transport && options.Transport == HttpClientTransport.Shared)
        {
            options.Transport = transport;
        }

        if (Simulation.Current is { } simulation)
        {
            options.RetryPolicy ??= new SimulatedRetry(options.Retry, simulation.Time);
        }

        return options;
    }

    /// <summary>
    /// Builds something of options that follow <see cref="Current"/> meanwhile and are afterwards as they were: options that
    /// a caller gave may serve other clients too, of other transports.
    /// </summary>
    public static TResult Build<TOptions, TResult>(TOptions options, Func<TOptions, TResult> build)
        where TOptions : ClientOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(build);
        lock (options)
        {
            (HttpPipelineTransport transport, HttpPipelinePolicy? retries) = (options.Transport, options.RetryPolicy);
            try
            {
                return build(ApplyTo(options));
            }
            finally
            {
                options.RetryPolicy = retries;
                if (options.Transport != transport)
                {
                    options.Transport = transport;
                }
            }
        }
    }
}
