using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Alerts;

/// <summary><c>POST /api/intake/alerts/grafana</c>: Grafana's unified alerting reports alerts.</summary>
public sealed class GrafanaFunction(AlertDoor door, TimeProvider time)
{
    /// <summary>Takes the alerts of one notification in.</summary>
    [Function("GrafanaIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/grafana")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (RawBody body, IResult? problem) = await door.OpenAsync(
            request, "grafana", (sent, secret) => AlertProof.ByGrafana(request, sent.Bytes, secret, time.GetUtcNow()) | AlertProof.ByHeader(request, secret), cancellationToken);
        return problem is null && AlertDoor.Parse(body, out problem) is { } root
            ? await door.AnswerAsync("grafana", body, PrometheusAlerts.Read(root, "grafana"), cancellationToken)
            : problem!;
    }
}
