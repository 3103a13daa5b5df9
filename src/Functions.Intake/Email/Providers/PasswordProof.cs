using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// The proof of providers that sign nothing: the secret in the address that they were given, as the password of basic
/// authentication (<c>https://support:secret@…</c>, whatever the user is called) or as <c>?key=secret</c>.
/// </summary>
internal static class PasswordProof
{
    private const string Parameter = "key";
    private const string Scheme = "Basic ";

    /// <summary>Whether a request holds that secret.</summary>
    public static bool Holds(HttpRequest request, string secret) => IntakeSecrets.AreEqual(Sent(request), secret);

    private static string? Sent(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return request.Query[Parameter] is [{ Length: > 0 } key] ? key : null;
        }

        byte[] decoded = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), decoded, out int length))
        {
            return null;
        }

        string pair = Encoding.UTF8.GetString(decoded, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
