using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Alerts;

/// <summary><c>POST /api/intake/alerts/datadog</c>: Datadog's webhook integration reports what a monitor does.</summary>
public sealed class DatadogFunction(AlertDoor door)
{
    /// <summary>Takes an event in.</summary>
    [Function("DatadogIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/datadog")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (RawBody body, IResult? problem) = await door.OpenAsync(
            request, "datadog", (_, secret) => AlertProof.ByHeader(request, secret), cancellationToken);
        return problem is null && AlertDoor.Parse(body, out problem) is { } root
            ? await door.AnswerAsync("datadog", body, DatadogAlerts.Read(root), cancellationToken)
            : problem!;
    }
}
