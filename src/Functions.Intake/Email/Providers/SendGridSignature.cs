using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// The signature of a parse webhook with a security policy: ECDSA over P-256 and SHA-256 of the timestamp and the body, in
/// base64 of DER. The policy's public key comes in base64 of DER too (SubjectPublicKeyInfo).
/// </summary>
internal static class SendGridSignature
{
    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";

    /// <summary>The header with the time, in seconds since 1970.</summary>
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private const int TextLengthMax = 1_000;

    /// <summary>Whether a key signed a request. A key that is none has signed nothing.</summary>
    public static bool IsBy(string publicKey, HttpRequest request, RawBody body)
    {
        string signature = request.Headers[SignatureHeader].ToString();
        string timestamp = request.Headers[TimestampHeader].ToString();
        if (signature.Length is 0 or > TextLengthMax || timestamp.Length is 0 or > TextLengthMax)
        {
            return false;
        }

        byte[] signed = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, signed, out int length))
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(body.Bytes.Span);
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyHash(hash.GetHashAndReset(), signed.AsSpan(0, length), DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
