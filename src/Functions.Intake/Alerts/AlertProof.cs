using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Alerts;

/// <summary>How the sources of alerts prove that they are who they say: each as its vendor lets it.</summary>
internal static class AlertProof
{
    /// <summary>The header for senders that can send a header of one's own.</summary>
    public const string Header = "X-Support-Secret";

    // As long as a sender's clock may be wrong and a delivery may be under way.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary><c>Authorization</c> with the secret as a bearer's token or as the password, or the secret in a header.</summary>
    public static bool ByHeader(HttpRequest request, string secret)
    {
        string authorization = request.Headers.Authorization.ToString();
        return IntakeSecrets.AreEqual(request.Headers[Header].ToString(), secret)
            | IntakeSecrets.AreEqual(Token(authorization, "Bearer "), secret)
            | IntakeSecrets.AreEqual(Password(Token(authorization, "Basic ")), secret);
    }

    /// <summary>The secret in the address: Azure's action groups and CloudEvents can send it nowhere else.</summary>
    public static bool ByAddress(HttpRequest request, string secret, params ReadOnlySpan<string> names)
    {
        bool fits = false;
        foreach (string name in names)
        {
            fits |= IntakeSecrets.AreEqual(request.Query[name].ToString(), secret);
        }

        return fits;
    }

    /// <summary>
    /// Grafana's signature: HMAC-SHA256 of the body, or of a time in seconds, a colon and the body, in which case a time far
    /// from now is a replay.
    /// </summary>
    public static bool ByGrafana(HttpRequest request, ReadOnlyMemory<byte> body, string secret, DateTimeOffset now)
    {
        string signature = request.Headers["X-Grafana-Alerting-Signature"].ToString();
        if (signature.Length == 0)
        {
            return false;
        }

        string sent = request.Headers["X-Grafana-Alerting-Timestamp"].ToString();
        if (sent.Length == 0)
        {
            return IntakeSecrets.AreEqual(signature, IntakeSecrets.Sign(secret, body));
        }

        return long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && Math.Abs(seconds - (decimal)now.ToUnixTimeSeconds()) <= (decimal)Window.TotalSeconds
            && IntakeSecrets.AreEqual(signature, IntakeSecrets.Sign(secret, Encoding.UTF8.GetBytes($"{sent}:"), body));
    }

    /// <summary>PagerDuty's signatures, several while its own secret is changed: one that fits is enough.</summary>
    public static bool ByPagerDuty(HttpRequest request, ReadOnlyMemory<byte> body, string secret)
    {
        string expected = $"v1={IntakeSecrets.Sign(secret, body)}";
        bool fits = false;
        foreach (string sent in request.Headers["X-PagerDuty-Signature"].ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            fits |= IntakeSecrets.AreEqual(sent, expected);
        }

        return fits;
    }

    private static string? Token(string authorization, string scheme) =>
        authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;

    private static string? Password(string? encoded)
    {
        byte[] bytes = new byte[encoded?.Length ?? 0];
        if (encoded is null || !Convert.TryFromBase64String(encoded, bytes, out int length))
        {
            return null;
        }

        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pair[(colon + 1)..] : null;
    }
}
