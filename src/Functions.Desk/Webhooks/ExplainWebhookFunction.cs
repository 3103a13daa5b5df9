using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Domain.Webhooks.Reading;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Webhooks;

/// <summary>
/// <c>POST /api/desk/webhooks/{name}/explain</c>: what a payload of another system would do, each field with where it comes
/// from. Nothing is done.
/// </summary>
public sealed class ExplainWebhookFunction(SignedInAgents agents, SupportModelSource model)
{
    /// <summary>Reads the sample payload that is the body; <c>?event=</c> says what GitHub's header would.</summary>
    [Function("ExplainWebhook")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/webhooks/{name}/explain")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (agents.Find(request, DeskQuery.Desk).Problem is { } problem)
        {
            return problem;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        return NewsExplanation.Of(body.Root, name, request.Query["event"], model.Current) is { } explanation
            ? new JsonAnswer(explanation)
            : Problems.SourceNotFound();
    }
}
