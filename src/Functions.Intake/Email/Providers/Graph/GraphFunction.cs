using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Functions.Intake.Sources;
using Support.Platform.Graph;
using Support.Platform.Http;

namespace Support.Functions.Intake.Email.Providers.Graph;

/// <summary>
/// <c>POST /api/intake/email/graph</c>: Microsoft Graph tells that mails came into the mailbox, and what becomes of the
/// subscription. Its secret is the <c>clientState</c> (<c>Intake:graph:secret</c>). Graph wants an answer within three seconds, so
/// what is to be done goes into a queue.
/// </summary>
public sealed partial class GraphFunction(GraphTasks tasks, IntakeSecrets secrets, ILogger<GraphFunction> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Takes notifications: 202. An empty body with a <c>validationToken</c> is the handshake of a new subscription.</summary>
    [Function("GraphMail")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/email/graph")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (ValidationToken.AnswerTo(request) is { } handshake)
        {
            return handshake;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IReadOnlyList<GraphNotification> sent = GraphNotification.Read(body.Root, out IReadOnlyList<FieldError> errors);
        if (errors.Count > 0)
        {
            return Problems.InvalidFields(errors);
        }

        // Those of an old subscription, whose secret is no more, are left out; the others in the same request count.
        ILookup<SenderProof, GraphNotification> judged = sent.ToLookup(Judge);
        if (Refusal(judged) is { } refusal)
        {
            return refusal;
        }

        GraphTask[] wanted = [.. judged[SenderProof.Proven].Concat(judged[SenderProof.NotAsked]).Select(static notification => notification.Task).OfType<GraphTask>()];
        await tasks.SendAsync(wanted, null, cancellationToken);
        return new JsonAnswer(new { taken = wanted.Length }, StatusCodes.Status202Accepted);
    }

    private SenderProof Judge(GraphNotification notification) =>
        secrets.Judge(GraphSettings.Source, secret => IntakeSecrets.AreEqual(notification.ClientState, secret));

    private Problem? Refusal(ILookup<SenderProof, GraphNotification> judged)
    {
        if (judged.Contains(SenderProof.NotSetUp))
        {
            return ProviderDelivery.NotSetUp(GraphSettings.Source);
        }

        int wrong = judged[SenderProof.Wrong].Count();
        if (wrong > 0)
        {
            LogWrong(wrong);
        }

        return wrong > 0 && !judged.Contains(SenderProof.Proven) ? Problems.Unauthorized() : null;
    }

    [LoggerMessage(1081, LogLevel.Warning, "{Count} notifications of Microsoft Graph came with a wrong clientState; they are left out.")]
    private partial void LogWrong(int count);
}
