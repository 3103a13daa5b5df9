using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Domain.Model;
using Support.Platform.Receipts;

namespace Support.Functions.Intake.Webhooks;

/// <summary>A delivery: what makes it the same when it comes again.</summary>
/// <param name="Key">The key.</param>
/// <param name="Known">Its receipt from before; null where that was not looked for, or is not there.</param>
public sealed record WebhookDelivery(DeliveryKey Key, IntakeReceipt? Known);

/// <summary>
/// The receipts of webhooks. A source that gives its deliveries ids is known by them. Of one that does not, the same bytes
/// within a while are the same delivery: a sender who got no answer repeats itself soon, and people write the same again.
/// </summary>
public sealed class WebhookReceipts(IntakeReceipts receipts, TimeProvider time)
{
    /// <summary>How long the same bytes without an id are the same delivery.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int IdLengthMax = 200;

    /// <summary>What the source's header says that happened; null for nothing.</summary>
    public static string? EventOf(string source, HttpRequest request) =>
        source == "github" ? request.Headers["X-GitHub-Event"] is [{ } happened] ? happened : null : null;

    /// <summary>Which delivery it is.</summary>
    public async Task<WebhookDelivery> DeliveryOfAsync(
        string source, WebhookIntake rules, HttpRequest request, JsonElement payload, string bodyHash, CancellationToken cancellationToken)
    {
        string scope = $"webhook {source}";
        string? header = source switch
        {
            "github" => "X-GitHub-Delivery",
            "jira" => "X-Atlassian-Webhook-Identifier",
            _ => rules.Proof?.DeliveryHeader,
        };
        string? id = header is not null && request.Headers[header] is [{ Length: > 0 and <= IdLengthMax } given]
            ? given
            : rules.Mapping?.DeliveryId?.Of("deliveryId", payload).Value;
        if (id is not null)
        {
            return new WebhookDelivery(new DeliveryKey(scope, id), null);
        }

        long slot = time.GetUtcNow().UtcTicks / Window.Ticks;
        var before = new DeliveryKey(scope, Slotted(bodyHash, slot - 1));
        IntakeReceipt? known = await receipts.FindAsync(before, cancellationToken);
        return known is not null && time.GetUtcNow() - known.At <= Window
            ? new WebhookDelivery(before, known)
            : new WebhookDelivery(new DeliveryKey(scope, Slotted(bodyHash, slot)), null);
    }

    /// <inheritdoc cref="IntakeReceipts.BeginAsync" />
    public Task<IntakeReceipt> BeginAsync(DeliveryKey key, string bodyHash, string plan, CancellationToken cancellationToken) =>
        receipts.BeginAsync(key, bodyHash, plan, cancellationToken);

    /// <inheritdoc cref="IntakeReceipts.CompleteAsync" />
    public Task CompleteAsync(IntakeReceipt receipt, string outcome, CancellationToken cancellationToken) =>
        receipts.CompleteAsync(receipt, outcome, cancellationToken);

    private static string Slotted(string bodyHash, long slot) => string.Create(CultureInfo.InvariantCulture, $"{bodyHash} {slot}");
}
