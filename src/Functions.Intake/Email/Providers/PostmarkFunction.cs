using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Intake.Sources;
using Support.Mail.Providers;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// <c>POST /api/intake/email/postmark</c>: Postmark's inbound webhook delivers a mail as JSON. It signs nothing: the secret
/// (<c>Intake:postmark:secret</c>) is in its address. Postmark tries again after every answer but 200 and 403, so 403 is for what
/// will never be taken.
/// </summary>
public sealed class PostmarkFunction(MailIntake intake, IntakeSecrets secrets)
{
    /// <summary>The provider, and the source whose secret it is.</summary>
    public const string Source = "postmark";

    /// <summary>Takes a mail.</summary>
    [Function("PostmarkMail")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/email/postmark")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        switch (secrets.Judge(Source, secret => PasswordProof.Holds(request, secret)))
        {
            case SenderProof.Wrong:
                return Problems.Unauthorized();
            case SenderProof.NotSetUp:
                // It will be set up, and then the mail is wanted.
                return Problems.Unauthorized() with { Detail = ProviderDelivery.NotSetUp(Source).Detail };
        }

        RawBody body = await RawBody.ReadAsync(request, ProviderDelivery.BytesMax, cancellationToken);
        if (body.Problem is { } problem)
        {
            return problem;
        }

        if (PostmarkMail.Read(body.Bytes, out string? mistake) is not { } mail)
        {
            return Problems.BadRequest(mistake!) with { Status = StatusCodes.Status403Forbidden };
        }

        ArrivedMail arrived = ProviderDelivery.Arrived(Source, mail, body.Bytes, "application/json");
        return ProviderDelivery.Taken(await intake.TakeAsync(arrived, cancellationToken));
    }
}
