namespace Support.Local;

/// <summary>A simulation could not go on: its program waits for ever, or left the simulation's thread.</summary>
public sealed class SimulationException(string message) : Exception(message);
