using Azure.Core.Pipeline;
using Support.Local;
using Support.Local.ServiceBus;
using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>All tests on Azurite share one; they run one after another because the clocks and the transport are the process's.</summary>
[CollectionDefinition(Name)]
public sealed class OnAzurite : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

/// <summary>The emulator, over HTTP and on the system's clock.</summary>
public sealed class AzuriteBus(AzuriteFixture azurite) : IBusStorage
{
    public string ConnectionString => azurite.ConnectionString;

    public IDisposable Wrap(Func<HttpPipelineTransport, HttpPipelineTransport> wrapping)
    {
        LocalTransport.Current = wrapping(StorageClient.Network);
        return new Undo();
    }

    private sealed class Undo : IDisposable
    {
        public void Dispose() => LocalTransport.Current = null;
    }
}
