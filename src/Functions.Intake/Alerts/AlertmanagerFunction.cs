using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Alerts;

/// <summary><c>POST /api/intake/alerts/alertmanager</c>: Prometheus Alertmanager reports alerts.</summary>
public sealed class AlertmanagerFunction(AlertDoor door)
{
    /// <summary>Takes the alerts of one notification in.</summary>
    [Function("AlertmanagerIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/alertmanager")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (RawBody body, IResult? problem) = await door.OpenAsync(
            request, "alertmanager", (_, secret) => AlertProof.ByHeader(request, secret), cancellationToken);
        return problem is null && AlertDoor.Parse(body, out problem) is { } root
            ? await door.AnswerAsync("alertmanager", body, PrometheusAlerts.Read(root, "alertmanager"), cancellationToken)
            : problem!;
    }
}
