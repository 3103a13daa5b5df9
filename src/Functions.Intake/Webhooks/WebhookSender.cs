using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Domain.Model;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Webhooks;

/// <summary>Judges whether a webhook comes from whom it says. Signatures are over the bytes, SHA-256 alone: SHA-1 is no proof.</summary>
public sealed class WebhookSender(IntakeSecrets secrets, TimeProvider time)
{
    /// <summary>Judges a request.</summary>
    public SenderProof Judge(string source, WebhookIntake rules, HttpRequest request, RawBody body) => source switch
    {
        _ when rules.Mapping is not null => JudgeMapped(source, rules.Proof ?? new WebhookProof { Prefix = "Bearer " }, request, body),
        "github" => secrets.Judge(source, secret => IsSigned(request, "X-Hub-Signature-256", "sha256=", secret, body)),
        "jira" => secrets.Judge(source, secret => IsSigned(request, "X-Hub-Signature", "sha256=", secret, body)),

        // ServiceNow signs nothing: its REST messages carry a user with a password, or a token.
        _ => secrets.Judge(source, secret => IsBearer(request, secret) | IsBasic(Header(request, "Authorization"), "Basic ", secret)),
    };

    private SenderProof JudgeMapped(string source, WebhookProof proof, HttpRequest request, RawBody body)
    {
        string? sent = Header(request, proof.Header);
        if (proof.Scheme != ProofScheme.HmacSha256)
        {
            return secrets.Judge(source, secret => proof.Scheme == ProofScheme.Basic
                ? IsBasic(sent, proof.Prefix.Length > 0 ? proof.Prefix : "Basic ", secret)
                : IntakeSecrets.AreEqual(sent, proof.Prefix + secret));
        }

        string? timestamp = proof.TimestampHeader is { } name ? Header(request, name) ?? "" : null;
        ReadOnlyMemory<byte> before = timestamp is null ? default : Encoding.UTF8.GetBytes(timestamp + proof.Separator);
        SenderProof judged = secrets.Judge(source, secret => IntakeSecrets.AreEqual(
            Plain(sent, proof), proof.Prefix + Encoded(IntakeSecrets.Sign(secret, before, body.Bytes), proof.Encoding)));

        // Whoever sends an old request again has its signature too.
        bool old = timestamp is not null
            && (SignedTime.Read(timestamp) is not { } at || !SignedTime.IsNear(at, time.GetUtcNow(), proof.Tolerance));
        return judged == SenderProof.Proven && old ? SenderProof.Wrong : judged;
    }

    private static bool IsSigned(HttpRequest request, string header, string prefix, string secret, RawBody body) =>
        IntakeSecrets.AreEqual(Header(request, header)?.ToLowerInvariant(), prefix + IntakeSecrets.Sign(secret, body.Bytes));

    private static bool IsBearer(HttpRequest request, string secret) =>
        IntakeSecrets.AreEqual(Header(request, "Authorization"), $"Bearer {secret}");

    private static bool IsBasic(string? sent, string prefix, string secret) =>
        IntakeSecrets.AreEqual(sent, prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));

    // Hexadecimal digits are the same in capitals.
    private static string? Plain(string? sent, WebhookProof proof) =>
        sent is not null && proof.Encoding == SignatureEncoding.Hex && sent.StartsWith(proof.Prefix, StringComparison.Ordinal)
            ? proof.Prefix + sent[proof.Prefix.Length..].ToLowerInvariant()
            : sent;

    private static string Encoded(string hex, SignatureEncoding encoding) =>
        encoding == SignatureEncoding.Hex ? hex : Convert.ToBase64String(Convert.FromHexString(hex));

    // Several values of one header are none: a proxy and a sender may read them differently.
    private static string? Header(HttpRequest request, string name) => request.Headers[name] is [{ } one] ? one : null;
}
