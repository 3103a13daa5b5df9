using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Support.Platform.Links;

/// <summary>
/// Tokens that open one thing until an instant, and that nobody else can make: <c>expiry.signature</c>, expiry in Unix seconds,
/// signature HMAC-SHA256 over what it opens and expiry, cut to 128 bits. None is kept anywhere.
/// </summary>
public sealed class ExpiringTokens(KeyRing keys, TimeProvider time)
{
    private const int SignatureBytes = 16;

    /// <summary>The token that opens something.</summary>
    /// <param name="subject">What it opens; what it is for is part of that, so that a token for one thing is none for another.</param>
    /// <param name="until">From when on it opens nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<string> MakeAsync(string subject, DateTimeOffset until, CancellationToken cancellationToken)
    {
        long expiry = until.ToUnixTimeSeconds();
        return $"{expiry.ToString(CultureInfo.InvariantCulture)}.{Sign(await keys.SecretAsync(cancellationToken), subject, expiry)}";
    }

    /// <summary>Whether the token opens that now. Takes the same time for any wrong signature.</summary>
    public async ValueTask<bool> FitsAsync(string subject, string? token, CancellationToken cancellationToken)
    {
        int dot = token?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0 || !long.TryParse(token.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out long expiry))
        {
            return false;
        }

        byte[] secret = await keys.SecretAsync(cancellationToken);
        bool signed = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret, subject, expiry)), Encoding.UTF8.GetBytes(token![(dot + 1)..]));
        return signed && time.GetUtcNow().ToUnixTimeSeconds() < expiry;
    }

    internal static string Sign(byte[] secret, string subject, long expiry) =>
        Base64Url.EncodeToString(
            HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{subject}\n{expiry.ToString(CultureInfo.InvariantCulture)}"))
                .AsSpan(0, SignatureBytes));
}
