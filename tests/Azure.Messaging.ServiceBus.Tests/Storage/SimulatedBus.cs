using Azure.Core.Pipeline;
using Support.Local;
using Support.Local.Storage;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>An account in memory, within a simulation: what takes minutes there takes milliseconds here.</summary>
public sealed class SimulatedBus : IBusStorage
{
    public SimulatedBus(int seed, StorageFaults? faults = null)
    {
        Simulation = new Simulation(seed, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Storage = new MemoryStorage(Simulation.Time);
        Simulation.Transport = Storage.CreateTransport(faults);
    }

    public Simulation Simulation { get; }

    public MemoryStorage Storage { get; }

    public string ConnectionString => MemoryStorage.ConnectionString;

    public IDisposable Wrap(Func<HttpPipelineTransport, HttpPipelineTransport> wrapping)
    {
        var undo = new Undo(Simulation);
        Simulation.Transport = wrapping(Simulation.Transport!);
        return undo;
    }

    private sealed class Undo(Simulation simulation) : IDisposable
    {
        private readonly HttpPipelineTransport? _before = simulation.Transport;

        public void Dispose() => simulation.Transport = _before;
    }
}
