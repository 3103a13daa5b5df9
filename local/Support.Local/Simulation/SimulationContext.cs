namespace Support.Local;

/// <summary>The way back into a process: what it awaited goes on there, on the simulation's one thread, unless it was killed.</summary>
internal sealed class SimulationContext(Simulation simulation, SimulatedProcess process) : SynchronizationContext
{
    public SimulatedProcess Process => process;

    public override void Post(SendOrPostCallback d, object? state) => simulation.Ready.Add(process, d, state);

    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
