using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Support.Functions.Intake.Sources;
using Support.Mail.Providers;
using Support.Platform.Http;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// <c>POST /api/intake/email/mailgun</c>: a route of Mailgun delivers a mail, signed with the webhook signing key
/// (<c>Intake:mailgun:secret</c>). Mailgun tries again after every answer but 200 and 406.
/// </summary>
public sealed class MailgunFunction(MailIntake intake, IntakeSecrets secrets, IntakeReceipts receipts, IConfiguration configuration, TimeProvider time)
{
    /// <summary>The provider, and the source whose secret it is.</summary>
    public const string Source = "mailgun";

    private const string TokenScope = "mailgun token";

    /// <summary>Takes a mail that Mailgun took apart.</summary>
    [Function("MailgunMail")]
    public Task<IResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/email/mailgun")] HttpRequest request,
        CancellationToken cancellationToken) => TakeFormAsync(request, cancellationToken);

    /// <summary>Takes a mail in its own bytes: Mailgun sends these to addresses that end so.</summary>
    [Function("MailgunMimeMail")]
    public Task<IResult> TakeMimeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/email/mailgun/mime")] HttpRequest request,
        CancellationToken cancellationToken) => TakeFormAsync(request, cancellationToken);

    private async Task<IResult> TakeFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RawBody body = await RawBody.ReadAsync(request, ProviderDelivery.BytesMax, cancellationToken);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        FormPayload? form = FormPayload.Read(body.Bytes, request.ContentType, out string? mistake);
        if (form is null)
        {
            return NeverAgain(mistake!);
        }

        MailgunSignature? signature = MailgunSignature.Of(form);
        SenderProof proof = secrets.Judge(Source, key => signature?.IsBy(key) == true);
        if (proof is SenderProof.Wrong or SenderProof.NotSetUp)
        {
            return proof == SenderProof.Wrong ? Problems.Unauthorized() : ProviderDelivery.NotSetUp(Source);
        }

        if (MailgunForm.Read(form, out mistake) is not { } mail)
        {
            return NeverAgain(mistake!);
        }

        ArrivedMail arrived = ProviderDelivery.Arrived(Source, mail, body.Bytes, request.ContentType);
        return proof == SenderProof.Proven
            ? await TakeOnceAsync(arrived, signature!, form.Hash(), cancellationToken)
            : ProviderDelivery.Taken(await intake.TakeAsync(arrived, cancellationToken));
    }

    // A delivery that is sent again has the signature of the first. It may come late then, but only with the same content.
    private async Task<IResult> TakeOnceAsync(ArrivedMail arrived, MailgunSignature signature, string hash, CancellationToken cancellationToken)
    {
        var key = new DeliveryKey(TokenScope, signature.Token);
        IntakeReceipt? token = await receipts.FindAsync(key, cancellationToken);
        if (token is null && !SignatureAge.IsNear(Source, signature.Timestamp, time.GetUtcNow(), configuration))
        {
            return Problems.Unauthorized();
        }

        token ??= await receipts.BeginAsync(key, hash, "{}", cancellationToken);
        if (token.BodyHash != hash)
        {
            return NeverAgain("The token was used before, for another mail.");
        }

        MailOutcome outcome = await intake.TakeAsync(arrived, cancellationToken);
        if (!token.IsDone)
        {
            await receipts.CompleteAsync(token, "{}", cancellationToken);
        }

        return ProviderDelivery.Taken(outcome);
    }

    private static Problem NeverAgain(string detail) => Problems.BadRequest(detail) with { Status = StatusCodes.Status406NotAcceptable };
}
