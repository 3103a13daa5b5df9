using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Support.Functions.Intake.Sources;
using Support.Mail;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email;

/// <summary>
/// <c>POST /api/intake/email/raw</c>: a mail as its own bytes (RFC 5322), as a mail server's pipe delivers it. The secret
/// <c>Intake:raw:secret</c> proves the sender, as bearer token or as the password of basic authentication.
/// </summary>
public sealed class RawMailFunction(MailIntake intake, IntakeSecrets secrets)
{
    /// <summary>The source whose secret it is.</summary>
    public const string Source = "raw";

    /// <summary>The header that carries the reverse path (<c>MAIL FROM</c>); empty for the null path.</summary>
    public const string FromHeader = "X-Envelope-From";

    /// <summary>The header that carries whom it was delivered to (<c>RCPT TO</c>), parted by commas.</summary>
    public const string ToHeader = "X-Envelope-To";

    private const int RecipientsMax = 100;
    private static readonly string[] ContentTypes = [ArrivedMail.Rfc822, "application/octet-stream", "text/plain"];

    /// <summary>Takes a mail: 202 with what became of it, also when it is in the quarantine: it is ours then, and not to be sent again.</summary>
    [Function("RawMail")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/email/raw")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        RawBody body = await RawBody.ReadAsync(request, ArrivedMail.BytesMax, cancellationToken);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        if (body.Bytes.IsEmpty)
        {
            return Problems.BadRequest("The body is empty; send the bytes of a mail (RFC 5322).");
        }

        var arrived = new ArrivedMail { Provider = Source, Original = body.Bytes, Envelope = Envelope(request.Headers) };
        return MailAnswer.Of(await intake.TakeAsync(arrived, cancellationToken));
    }

    private Problem? Refusal(HttpRequest request)
    {
        string? sent = Secret(request.Headers.Authorization);
        switch (secrets.Judge(Source, secret => IntakeSecrets.AreEqual(sent, secret)))
        {
            case SenderProof.NotSetUp:
                return Problems.Forbidden($"Mails are not taken here: the setting Intake:{Source}:secret is not set.");
            case SenderProof.Wrong:
                return Problems.Unauthorized();
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && ContentTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            ? null
            : Problems.UnsupportedMediaType() with { Title = "The body must be a mail.", Detail = "Send Content-Type: message/rfc822." };
    }

    // A mail server's pipe knows one of the two; the user's name of basic authentication says nothing.
    private static string? Secret(StringValues header)
    {
        string value = header.ToString();
        if (value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return value[7..].Trim();
        }

        byte[] bytes = new byte[value.Length];
        if (!value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(value[6..].Trim(), bytes, out int length))
        {
            return null;
        }

        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }

    private static MailEnvelope Envelope(IHeaderDictionary headers) => new()
    {
        From = headers.TryGetValue(FromHeader, out StringValues from) ? from.ToString().Trim(' ', '<', '>') : null,
        To = [.. headers[ToHeader].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(RecipientsMax)],
    };
}
