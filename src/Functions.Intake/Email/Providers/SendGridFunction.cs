using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Support.Functions.Intake.Sources;
using Support.Mail.Providers;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// <c>POST /api/intake/email/sendgrid</c>: SendGrid's Inbound Parse delivers a mail. It proves itself by the secret in its
/// address (<c>Intake:sendgrid:secret</c>), by the signature of a security policy (<c>Intake:sendgrid:publicKey</c>, and
/// <c>publicKeyNext</c> while one follows the other), or, where both are set, by both.
/// </summary>
public sealed class SendGridFunction(MailIntake intake, IntakeSecrets secrets, IConfiguration configuration, TimeProvider time)
{
    /// <summary>The provider, and the source whose secret it is.</summary>
    public const string Source = "sendgrid";

    private static readonly string[] Keys = ["publicKey", "publicKeyNext"];

    /// <summary>Takes a mail.</summary>
    [Function("SendGridMail")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/email/sendgrid")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string[] keys = [.. Keys.Select(name => configuration[$"Intake:{Source}:{name}"]).OfType<string>().Where(static key => key.Length > 0)];
        switch (secrets.Judge(Source, secret => PasswordProof.Holds(request, secret)))
        {
            case SenderProof.Wrong:
                return Problems.Unauthorized();
            case SenderProof.NotSetUp when keys.Length == 0:
                return ProviderDelivery.NotSetUp(Source);
        }

        RawBody body = await RawBody.ReadAsync(request, ProviderDelivery.BytesMax, cancellationToken);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        if (keys.Length > 0 && !(IsRecent(request) && Array.Exists(keys, key => SendGridSignature.IsBy(key, request, body))))
        {
            return Problems.Unauthorized();
        }

        FormPayload? form = FormPayload.Read(body.Bytes, request.ContentType, out string? mistake);
        if (form is null || SendGridForm.Read(form, out mistake) is not { } mail)
        {
            return Problems.BadRequest(mistake!);
        }

        ArrivedMail arrived = ProviderDelivery.Arrived(Source, mail, body.Bytes, request.ContentType);
        return ProviderDelivery.Taken(await intake.TakeAsync(arrived, cancellationToken));
    }

    private bool IsRecent(HttpRequest request) =>
        SignatureAge.IsNear(Source, request.Headers[SendGridSignature.TimestampHeader].ToString(), time.GetUtcNow(), configuration);
}
