using System.Security.Cryptography;
using Support.Domain.Tickets;

namespace Support.Platform.Storage;

/// <summary>What is drawn by chance. The generator is injected, as the clock is, so that a run can be made again exactly.</summary>
internal static class RandomNames
{
    /// <summary>A name of 32 hexadecimal digits that nobody else has.</summary>
    public static string NewName(this RandomNumberGenerator random) => Convert.ToHexStringLower(random.NewBytes(16));

    /// <summary>A ticket reference that cannot be guessed.</summary>
    public static TicketId NewTicketId(this RandomNumberGenerator random) => TicketId.FromEntropy(random.NewBytes(5));

    /// <summary>So many bytes.</summary>
    public static byte[] NewBytes(this RandomNumberGenerator random, int count)
    {
        byte[] bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }
}
