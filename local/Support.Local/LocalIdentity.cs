using System.Security.Cryptography;

namespace Support.Local;

/// <summary>Identities drawn by chance: by the simulation's where one runs.</summary>
public static class LocalIdentity
{
    public static Guid NewGuid() => Simulation.Current?.NewGuid() ?? Guid.NewGuid();

    /// <summary>A number from 0 to <paramref name="limit"/>, which it never is.</summary>
    public static int NewInt32(int limit)
    {
        if (Simulation.Current is not { } simulation)
        {
            return RandomNumberGenerator.GetInt32(limit);
        }

        Span<byte> bytes = stackalloc byte[4];
        simulation.FillWithIdentity(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)limit);
    }
}
