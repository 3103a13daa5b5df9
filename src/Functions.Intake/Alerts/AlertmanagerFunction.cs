using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Functions.Intake.Sources;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary><c>POST /api/intake/alerts/alertmanager</c>: Prometheus Alertmanager reports alerts.</summary>
public sealed class AlertmanagerFunction(AlertIntake intake, IntakeSecrets secrets)
{
    /// <summary>Takes the alerts of one notification in.</summary>
    [Function("AlertmanagerIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/alertmanager")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        // Alertmanager can send "Authorization: Bearer …" (http_config.authorization).
        string sent = request.Headers.Authorization.ToString();
        if (secrets.Judge("alertmanager", secret => IntakeSecrets.AreEqual(sent, $"Bearer {secret}")) is not (SenderProof.Proven or SenderProof.NotAsked))
        {
            return Problems.Unauthorized();
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IReadOnlyList<Alert> alerts = AlertmanagerPayload.Read(body.Root, out IReadOnlyList<FieldError> errors);
        if (errors.Count > 0)
        {
            return Problems.InvalidFields(errors);
        }

        var taken = new List<object>(alerts.Count);
        foreach (Alert alert in alerts)
        {
            (AlertOutcome outcome, TicketId? ticketId) = await intake.TakeAsync(alert, cancellationToken);
            taken.Add(new { alert.Fingerprint, outcome, ticketId });
        }

        return new JsonAnswer(new { alerts = taken });
    }
}
