using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Support.Functions.Intake.Sources;

/// <summary>What is known of who sent a request.</summary>
public enum SenderProof
{
    /// <summary>It proved that it knows a secret of its source.</summary>
    Proven,

    /// <summary>The source has no secret, and this installation takes it all the same: a laptop.</summary>
    NotAsked,

    /// <summary>The source has no secret, so nobody can prove anything: it is closed until it has one.</summary>
    NotSetUp,

    /// <summary>The proof is wrong or absent.</summary>
    Wrong,
}

/// <summary>
/// The secrets by which sources prove themselves: setting <c>Intake:{source}:secret</c>, and beside it
/// <c>Intake:{source}:secretNext</c> while one follows the other, so that a secret is changed without a moment in which
/// deliveries are refused. A source without a secret is closed, unless <c>Intake:acceptUnsigned</c> is <c>true</c>.
/// </summary>
public sealed class IntakeSecrets(IConfiguration configuration)
{
    /// <summary>A shorter one could be found by trying.</summary>
    public const int LengthMin = 12;

    private readonly bool _acceptUnsigned = string.Equals(configuration["Intake:acceptUnsigned"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The secrets that are valid now: none, one, or two during a change.</summary>
    public IReadOnlyList<string> Of(string source) =>
    [
        .. new[] { Setting(source, "secret"), Setting(source, "secretNext") }
            .OfType<string>().Where(static secret => secret.Length >= LengthMin),
    ];

    /// <summary>Judges a sender. Every valid secret is tried, so that the time taken does not tell which one fits.</summary>
    /// <param name="source">The source that it says it is.</param>
    /// <param name="fits">Whether the request proves that it knows that secret.</param>
    public SenderProof Judge(string source, Func<string, bool> fits)
    {
        IReadOnlyList<string> secrets = Of(source);
        if (secrets.Count == 0)
        {
            return _acceptUnsigned ? SenderProof.NotAsked : SenderProof.NotSetUp;
        }

        bool proven = false;
        foreach (string secret in secrets)
        {
            proven |= fits(secret);
        }

        return proven ? SenderProof.Proven : SenderProof.Wrong;
    }

    /// <summary>Whether two texts are equal, in a time that tells nothing of where they differ.</summary>
    public static bool AreEqual(string? sent, string expected) =>
        sent is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));

    // App Service takes no hyphen in the name of a setting, and names of sources have them: there an underscore stands for each.
    private string? Setting(string source, string name) =>
        configuration[$"Intake:{source}:{name}"] ?? configuration[$"Intake:{source.Replace('-', '_')}:{name}"];

    /// <summary>HMAC-SHA256 of the parts one after the other, in lower-case hexadecimal digits.</summary>
    public static string Sign(string secret, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            hmac.AppendData(part.Span);
        }

        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
