using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Support.Domain.Alerts;
using Support.Domain.Json;
using Support.Functions.Intake.Sources;
using Support.Platform.Content;
using Support.Platform.Correlations;
using Support.Platform.Http;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Alerts;

/// <summary>What all sources of alerts have in common: read the bytes, judge the sender, parse, take in, answer.</summary>
public sealed partial class AlertDoor(AlertDesk desk, IntakeReceipts receipts, IntakeSecrets secrets, ContentStore contents, ILogger<AlertDoor> log)
{
    /// <summary>The most that is read of a body, in bytes.</summary>
    public const int BytesMax = 1024 * 1024;

    private const int TogetherMax = 32;

    /// <summary>Reads the body and judges the sender; the problem when there is nothing to go on with.</summary>
    public async Task<(RawBody Body, IResult? Problem)> OpenAsync(
        HttpRequest request, string source, Func<RawBody, string, bool> fits, CancellationToken cancellationToken)
    {
        RawBody body = await RawBody.ReadAsync(request, BytesMax, cancellationToken);
        return (body, body.Problem ?? Judge(source, secret => fits(body, secret)));
    }

    /// <summary>Judges the sender; null when they may come in.</summary>
    public IResult? Judge(string source, Func<string, bool> fits) => secrets.Judge(source, fits) switch
    {
        SenderProof.Proven or SenderProof.NotAsked => null,
        SenderProof.NotSetUp => Problems.Forbidden($"This source is closed until the setting Intake:{source}:secret holds a secret of at least {IntakeSecrets.LengthMin} characters."),
        _ => Problems.Unauthorized(),
    };

    /// <summary>Parses the body.</summary>
    public static JsonElement? Parse(RawBody body, out IResult? problem)
    {
        JsonElement? root = JsonBody.Parse(body.Bytes.Span, out string? mistake);
        problem = root is null ? Problems.MalformedJson(mistake!) : null;
        return root;
    }

    /// <summary>Takes in what could be read, keeps what could not, and answers.</summary>
    public async Task<IResult> AnswerAsync(string source, RawBody body, AlertsRead read, CancellationToken cancellationToken)
    {
        if (read.Alerts.Count == 0 && read.Errors.Count > 0)
        {
            return Problems.InvalidFields(read.Errors);
        }

        IReadOnlyList<AlertTaken> taken = await TakeAsync(source, body, read.Alerts, cancellationToken);
        if (read.Errors.Count > 0)
        {
            string kept = await contents.PutAsync(body.Bytes, "application/json", null, cancellationToken);
            BrokenAlerts(source, read.Errors.Count, kept);
        }

        return new JsonAnswer(new
        {
            alerts = read.Alerts.Zip(taken, static (alert, done) => new { alert.Fingerprint, done.Outcome, TicketId = done.Ticket }),
            refused = read.Errors.Count == 0 ? null : read.Errors,
        });
    }

    /// <summary>Takes alerts in; one whose source gives it an id is taken in once, however late it is delivered again.</summary>
    public async Task<IReadOnlyList<AlertTaken>> TakeAsync(
        string source, RawBody body, IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        if (!alerts.Any(static alert => alert.Delivery.Length > 0))
        {
            return await desk.TakeAsync(alerts, cancellationToken);
        }

        var taken = new List<AlertTaken>(alerts.Count);
        foreach (Alert[] chunk in alerts.Chunk(TogetherMax))
        {
            taken.AddRange(await TakeOnceAsync(source, body, chunk, cancellationToken));
        }

        return taken;
    }

    // In their order: an alert may fire and be resolved within one delivery.
    private async Task<AlertTaken[]> TakeOnceAsync(string source, RawBody body, Alert[] chunk, CancellationToken cancellationToken)
    {
        IntakeReceipt?[] begun = await Task.WhenAll(chunk.Select(BeginAsync));
        var taken = new AlertTaken[chunk.Length];
        int[] anew = [.. Enumerable.Range(0, chunk.Length).Where(i => begun[i] is not { IsDone: true })];
        IReadOnlyList<AlertTaken> done = await desk.TakeAsync([.. anew.Select(i => chunk[i])], cancellationToken);
        for (int i = 0; i < anew.Length; i++)
        {
            taken[anew[i]] = done[i];
        }

        for (int i = 0; i < chunk.Length; i++)
        {
            taken[i] ??= JsonSerializer.Deserialize<AlertTaken>(begun[i]!.Outcome!, SupportJson.Options)!;
        }

        await Task.WhenAll(anew.Where(i => begun[i] is not null).Select(i =>
            receipts.CompleteAsync(begun[i]!, JsonSerializer.Serialize(taken[i], SupportJson.Options), cancellationToken)));
        return taken;

        async Task<IntakeReceipt?> BeginAsync(Alert alert) => alert.Delivery.Length == 0
            ? null
            : await receipts.BeginAsync(new DeliveryKey($"alerts {source}", alert.Delivery), body.Hash, "{}", cancellationToken);
    }

    [LoggerMessage(1051, LogLevel.Warning, "A notification of {Source} had {Broken} mistakes; the rest of it was taken, and the whole is kept as {Kept}.")]
    private partial void BrokenAlerts(string source, int broken, string kept);
}
