using Azure.Core.Pipeline;
using Support.Local;
using Support.Local.Storage;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>The queues of the bus in memory, without a simulation: on many threads and the system's clock.</summary>
[Collection(OnAzurite.Name)]
public sealed class Queues_in_memory : QueueContract, IDisposable
{
    public Queues_in_memory()
        : base(new MemoryBus())
    {
    }

    public void Dispose() => LocalTransport.Current = null;

    private sealed class MemoryBus : IBusStorage
    {
        public MemoryBus() => LocalTransport.Current = new MemoryStorage(TimeProvider.System).CreateTransport();

        public string ConnectionString => MemoryStorage.ConnectionString;

        public IDisposable Wrap(Func<HttpPipelineTransport, HttpPipelineTransport> wrapping) => throw new NotSupportedException();
    }
}
