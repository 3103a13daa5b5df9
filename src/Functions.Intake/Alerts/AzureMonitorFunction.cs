using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Alerts;

/// <summary><c>POST /api/intake/alerts/azure-monitor</c>: an action group of Azure Monitor reports an alert in the common alert schema.</summary>
public sealed class AzureMonitorFunction(AlertDoor door)
{
    /// <summary>Takes an alert in.</summary>
    [Function("AzureMonitorIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/azure-monitor")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (RawBody body, IResult? problem) = await door.OpenAsync(
            request, "azure-monitor", (_, secret) => AlertProof.ByAddress(request, secret, "code", "key") | AlertProof.ByHeader(request, secret), cancellationToken);
        return problem is null && AlertDoor.Parse(body, out problem) is { } root
            ? await door.AnswerAsync("azure-monitor", body, AzureMonitorAlerts.Read(root), cancellationToken)
            : problem!;
    }
}
