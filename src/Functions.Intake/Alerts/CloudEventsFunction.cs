using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Model;
using Support.Functions.Intake.Sources;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// <c>POST /api/intake/alerts/cloudevents</c>: CloudEvents in structured, batched and binary mode; <c>OPTIONS</c> answers the
/// handshake by which a sender asks whether it may send (CloudEvents' web hooks, 4).
/// </summary>
public sealed class CloudEventsFunction(AlertDoor door, SupportModelSource model)
{
    private const string Source = "cloudevents";
    private const string AllowedRate = "600";
    private const int OriginLengthMax = 300;

    /// <summary>Takes events in.</summary>
    [Function("CloudEventsIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/alerts/cloudevents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (RawBody body, IResult? problem) = await door.OpenAsync(request, Source, (_, secret) => Fits(request, secret), cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        CloudEventRules rules = model.Current.Intake.Alerts.CloudEvents;
        if (request.Headers.ContainsKey("ce-specversion"))
        {
            JsonElement? data = JsonBody.Parse(body.Bytes.Span, out _);
            return await door.AnswerAsync(Source, body, CloudEventAlerts.ReadBinary(Attributes(request), data, rules), cancellationToken);
        }

        return AlertDoor.Parse(body, out problem) is { } root
            ? await door.AnswerAsync(Source, body, CloudEventAlerts.Read(root, rules), cancellationToken)
            : problem!;
    }

    /// <summary>Answers the handshake: whoever knows the secret may send, at that rate a minute.</summary>
    [Function("CloudEventsHandshake")]
    public IResult Handshake(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "intake/alerts/cloudevents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string origin = request.Headers["WebHook-Request-Origin"].ToString();
        if (origin.Length is 0 or > OriginLengthMax || origin.Any(static c => c is <= ' ' or > '~'))
        {
            return Problems.BadRequest("WebHook-Request-Origin names who wants to send.");
        }

        if (door.Judge(Source, secret => Fits(request, secret)) is { } problem)
        {
            return problem;
        }

        // The callback is not called: an address from outside is not to make this system send requests.
        request.HttpContext.Response.Headers["WebHook-Allowed-Origin"] = origin;
        request.HttpContext.Response.Headers["WebHook-Allowed-Rate"] = AllowedRate;
        request.HttpContext.Response.Headers.Allow = "POST";
        return Results.Ok();
    }

    private static bool Fits(HttpRequest request, string secret) =>
        AlertProof.ByHeader(request, secret) | AlertProof.ByAddress(request, secret, "access_token");

    private static KeyValuePair<string, string>[] Attributes(HttpRequest request) =>
    [
        .. request.Headers.Where(static header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static header => KeyValuePair.Create(header.Key[3..].ToLowerInvariant(), header.Value.ToString())),
    ];
}
