using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Webhooks;
using Support.Domain.Webhooks.Reading;
using Support.Functions.Intake.Sources;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Webhooks;

/// <summary><c>POST /api/intake/webhooks/{source}</c>: another system tells what became of one of its records.</summary>
public sealed class WebhookFunction(
    WebhookIntakeDesk intake, WebhookSender sender, WebhookReceipts receipts, SupportModelSource model)
{
    /// <summary>The largest body that is taken, in bytes.</summary>
    public const int BytesMax = 2 * 1024 * 1024;

    private const int DepthMax = 64;
    private const int NewsLengthMax = 400_000;

    /// <summary>Takes one delivery.</summary>
    [Function("WebhookIntake")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "intake/webhooks/{source}")] HttpRequest request,
        string source,
        CancellationToken cancellationToken)
    {
        string name = source == "generic" ? request.Query["name"].ToString() : source;
        if (!WebhookIntake.KnownSources.Contains(name) && !model.Current.Intake.Webhooks.ContainsKey(name))
        {
            return Problems.SourceNotFound();
        }

        RawBody body = await RawBody.ReadAsync(request, BytesMax, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        WebhookIntake rules = intake.RulesOf(name);
        switch (sender.Judge(name, rules, request, body))
        {
            case SenderProof.NotSetUp:
                return Problems.Forbidden($"The source is closed until the setting Intake:{name}:secret is there.");
            case SenderProof.Wrong:
                return Problems.Unauthorized();
        }

        return await TakeAsync(name, rules, request, body, cancellationToken);
    }

    private async Task<IResult> TakeAsync(
        string source, WebhookIntake rules, HttpRequest request, RawBody body, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return Problems.UnsupportedMediaType();
        }

        if (JsonBody.Parse(body.Bytes.Span, out string? mistake, DepthMax) is not { } payload)
        {
            return Problems.MalformedJson(mistake!);
        }

        WebhookDelivery delivery = await receipts.DeliveryOfAsync(source, rules, request, payload, body.Hash, cancellationToken);
        var question = new NewsQuestion(source, WebhookReceipts.EventOf(source, request), delivery.Key.Value, rules, model.Current);
        NewsReading reading = NewsReader.Read(payload, question);
        if (reading.Mistakes.Count > 0)
        {
            return Problems.InvalidFields([.. reading.Mistakes.Select(static wrong => new FieldError(wrong.Pointer, wrong.Message))]);
        }

        return reading.News is { } news
            ? await TakeAsync(news, delivery, body.Hash, cancellationToken)
            : new JsonAnswer(new NewsOutcome("ignored", null, reading.Ignored));
    }

    // What was decided the first time is done, also where the model has changed since; very long news is read again.
    private async Task<IResult> TakeAsync(ExternalNews news, WebhookDelivery delivery, string bodyHash, CancellationToken cancellationToken)
    {
        string plan = JsonSerializer.Serialize(news, SupportJson.Options);
        IntakeReceipt receipt = delivery.Known
            ?? await receipts.BeginAsync(delivery.Key, bodyHash, plan.Length <= NewsLengthMax ? plan : "null", cancellationToken);
        if (receipt.BodyHash != bodyHash)
        {
            return WebhookProblems.DeliveryReused();
        }

        if (receipt.Outcome is { } outcome)
        {
            return new JsonAnswer(JsonSerializer.Deserialize<NewsOutcome>(outcome, SupportJson.Options)!) { Replayed = true };
        }

        ExternalNews decided = JsonSerializer.Deserialize<ExternalNews>(receipt.Plan, SupportJson.Options) ?? news;
        NewsOutcome done = await intake.TakeAsync(decided, receipt, cancellationToken);
        await receipts.CompleteAsync(receipt, JsonSerializer.Serialize(done, SupportJson.Options), cancellationToken);
        return new JsonAnswer(done);
    }
}
