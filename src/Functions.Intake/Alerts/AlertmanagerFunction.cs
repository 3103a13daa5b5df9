using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary><c>POST /api/intake/alerts/alertmanager</c>: Prometheus Alertmanager reports alerts.</summary>
public sealed class AlertmanagerFunction(AlertIntake intake, IConfiguration configuration)
{
    // Alertmanager can send "Authorization: Bearer …" (http_config.authorization); where this is set it has to.
    private readonly string? _token = configuration["Intake:AlertmanagerToken"];

    /// <summary>Takes the alerts of one notification in.</summary>
    [Function("AlertmanagerIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/alertmanager")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!IsAuthentic(request))
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

    private bool IsAuthentic(HttpRequest request) =>
        string.IsNullOrEmpty(_token)
        || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes($"Bearer {_token}"), Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
}
