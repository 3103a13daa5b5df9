using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Alerts;
using Support.Functions.Intake.Sources;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// <c>POST /api/intake/alerts/pagerduty</c>: takes what clients of PagerDuty's Events API v2 send, and answers as PagerDuty
/// does, so that they work unchanged; and takes PagerDuty's own webhooks v3.
/// </summary>
public sealed class PagerDutyFunction(AlertDoor door)
{
    private const string Source = "pagerduty";

    /// <summary>Takes an event in.</summary>
    [Function("PagerDutyIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/pagerduty")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        RawBody body = await RawBody.ReadAsync(request, AlertDoor.BytesMax, cancellationToken);
        if (body.Problem is { } tooLarge)
        {
            return tooLarge;
        }

        // The key stands in the body, so that the body is read before the sender is judged; a webhook is judged by its bytes.
        JsonElement? root = AlertDoor.Parse(body, out IResult? malformed);
        string? key = root is { } parsed ? PagerDutyEvents.RoutingKey(parsed) : null;
        IResult? problem = door.Judge(Source, secret => AlertProof.ByPagerDuty(request, body.Bytes, secret) | IntakeSecrets.AreEqual(key, secret));
        return (problem ?? malformed) is { } refused ? refused
            : PagerDutyWebhook.Is(root!.Value) ? await door.AnswerAsync(Source, body, PagerDutyWebhook.Read(root.Value), cancellationToken)
            : await EventAsync(body, PagerDutyEvents.Read(root.Value), cancellationToken);
    }

    private async Task<IResult> EventAsync(RawBody body, AlertsRead read, CancellationToken cancellationToken)
    {
        if (read.Alerts.Count == 0)
        {
            IEnumerable<string> errors = read.Errors.Select(static error => $"{error.Pointer}: {error.Detail}");
            return new JsonAnswer(new { status = "invalid event", message = "Event object is invalid", errors }, StatusCodes.Status400BadRequest);
        }

        Alert alert = read.Alerts[0];
        await door.TakeAsync(Source, body, read.Alerts, cancellationToken);
        return new JsonAnswer(
            new Dictionary<string, string> { ["status"] = "success", ["message"] = "Event processed", ["dedup_key"] = alert.Fingerprint },
            StatusCodes.Status202Accepted);
    }
}
