using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Support.Local.ServiceBus;

/// <summary>
/// The names of the storage queues. They are those of the entities as far as a storage queue may be called so, which
/// is what one looks for in a storage explorer.
/// </summary>
internal static partial class EntityNames
{
    private const string DeadLetterEnding = "-dlq";
    private const int Longest = 63;
    private const int HashLength = 8;

    public static string OfQueue(string name) => Fit($"sb-q-{name}");

    public static string OfSubscription(string topic, string subscription) => Fit($"sb-t-{topic}-{subscription}");

    public static string OfDeadLetters(string storageName) => storageName + DeadLetterEnding;

    private static string Fit(string name)
    {
        string lower = name.ToLowerInvariant();
        string legal = Illegal().Replace(lower, "-").Trim('-');
        if (legal == lower && legal.Length <= Longest - DeadLetterEnding.Length)
        {
            return legal;
        }

        // Two names that differ only in what is not allowed must not share a queue.
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lower)))[..HashLength];
        int room = Longest - DeadLetterEnding.Length - HashLength - 1;
        return $"{legal[..Math.Min(legal.Length, room)].TrimEnd('-')}-{hash}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Illegal();
}
