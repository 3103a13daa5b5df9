using System.Text;
using Support.Functions.Intake.Sources;
using Support.Mail.Providers;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// What a form of Mailgun proves itself by: HMAC-SHA256 of timestamp and token under the webhook signing key. It says nothing
/// of the rest of the form, so a token counts for one content only.
/// </summary>
/// <param name="Timestamp">Seconds since 1970, in digits.</param>
/// <param name="Token">Drawn by chance, another for every delivery.</param>
/// <param name="Signature">In hexadecimal digits.</param>
internal sealed record MailgunSignature(string Timestamp, string Token, string Signature)
{
    private const int LengthMax = 200;

    /// <summary>The signature of a form; null when it has none.</summary>
    public static MailgunSignature? Of(FormPayload form) =>
        form.Text("timestamp", LengthMax) is { Length: > 0 } timestamp && timestamp.All(char.IsAsciiDigit)
        && form.Text("token", LengthMax) is { Length: > 0 } token
        && form.Text("signature", LengthMax) is { Length: > 0 } signature
            ? new MailgunSignature(timestamp, token, signature.ToLowerInvariant())
            : null;

    /// <summary>Whether that key signed it.</summary>
    public bool IsBy(string key) => IntakeSecrets.AreEqual(Signature, IntakeSecrets.Sign(key, Encoding.UTF8.GetBytes(Timestamp), Encoding.UTF8.GetBytes(Token)));
}
