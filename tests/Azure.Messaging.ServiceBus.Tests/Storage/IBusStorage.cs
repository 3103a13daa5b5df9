using Azure.Core.Pipeline;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Something that a bus can lie on. Every contract here is to hold on each of them.</summary>
public interface IBusStorage
{
    string ConnectionString { get; }

    /// <summary>Puts something around the transport of the clients that are made from now on, until it is disposed of.</summary>
    IDisposable Wrap(Func<HttpPipelineTransport, HttpPipelineTransport> wrapping);
}
