using System.Security.Cryptography;
using System.Text;
using Support.Platform.Storage;

namespace Support.Platform.ApiKeys;

/// <summary>
/// A key as its holder has it: <c>sk_</c>, ten characters of id, 43 of secret (256 bits), six of checksum, all letters and
/// digits. The beginning and the checksum let scanners of source code know one that was committed by mistake, and let a
/// mistyped one be told before storage is asked.
/// </summary>
public sealed record ApiKeyText
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "sk_";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int IdLength = 10;
    private const int SecretLength = 43;
    private const int CheckLength = 6;
    private const int Length = 3 + IdLength + SecretLength + CheckLength;

    private ApiKeyText(string text) => Text = text;

    /// <summary>The whole key. Shown to whoever made it, once, and kept nowhere.</summary>
    public string Text { get; }

    /// <summary>Its id, which is no secret.</summary>
    public string Id => Text.Substring(Prefix.Length, IdLength);

    /// <summary>
    /// What is kept of it: SHA-256 in hexadecimal digits. A slow hash is for what people choose; of 256 bits drawn by chance
    /// nobody tries a noticeable part, however fast each try is.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    /// <summary>Draws a new key.</summary>
    public static ApiKeyText Draw(RandomNumberGenerator random)
    {
        var text = new StringBuilder(Prefix);
        while (text.Length < Length - CheckLength)
        {
            // 248 is the last multiple of 62 below 256: what lies above would make some digits likelier than others.
            byte drawn = random.NewBytes(1)[0];
            if (drawn < 248)
            {
                text.Append(Digits[drawn % 62]);
            }
        }

        return new ApiKeyText(text.Append(Check(text.ToString())).ToString());
    }

    /// <summary>Reads a key; null when it cannot be one.</summary>
    public static ApiKeyText? Read(string? text) =>
        text is { Length: Length } && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.Skip(Prefix.Length).All(char.IsAsciiLetterOrDigit)
        && text.EndsWith(Check(text[..^CheckLength]), StringComparison.Ordinal)
            ? new ApiKeyText(text)
            : null;

    /// <summary>Whether that can be the id of a key.</summary>
    public static bool IsId(string? id) => id is { Length: IdLength } && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>Nothing but the id, so that no log ever shows a key.</summary>
    public override string ToString() => $"{Prefix}{Id}…";

    private static string Check(string text)
    {
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes(text));
        return string.Concat(hash.Take(CheckLength).Select(static b => Digits[b % 62]));
    }
}
