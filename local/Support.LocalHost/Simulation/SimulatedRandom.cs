using System.Security.Cryptography;

namespace Support.Local.Hosting.Simulation;

/// <summary>Stands for cryptography's chance, by a simulation's seed.</summary>
internal sealed class SimulatedRandom(Local.Simulation simulation) : RandomNumberGenerator
{
    public override void GetBytes(byte[] data) => simulation.FillWithIdentity(data);

    public override void GetBytes(Span<byte> data) => simulation.FillWithIdentity(data);
}
