using System.Collections.Immutable;
using Support.Domain.Webhooks.Mapping;

namespace Support.Domain.Model.Reading;

/// <summary>The objects of <c>intake.webhooks</c>.</summary>
internal static class WebhookShapes
{
    public static readonly ObjectShape IntakeWebhook = new(
        "intakeWebhook",
        [],
        ["application", "projects", "onClosed", "labels", "priorities", "ownAccounts", "proof", "deliveryId", "when", "map", "mirror"]);

    public static readonly ObjectShape WebhookLabel = new("webhookLabel", [], ["priority", "kind", "tags"]);

    public static readonly ObjectShape WebhookProof = new(
        "webhookProof", [], ["scheme", "header", "prefix", "encoding", "timestampHeader", "separator", "tolerance", "deliveryHeader"]);

    public static readonly ObjectShape WebhookCondition = new("webhookCondition", ["value"], ["is", "not"]);

    public static readonly ObjectShape WebhookMap = new("webhookMap", [], [.. WebhookMapping.FieldNames, "tags", "customFields"]);

    public static readonly ObjectShape MappedText = new("mappedText", ["from"], ["values", "default"]);

    public static readonly ObjectShape WebhookMirror = new(
        "webhookMirror", ["url"], ["table", "comments", "workNotes", "push", "statuses", "priorities"]);

    public static readonly ObjectShape MirrorStatuses = new("mirrorStatuses", [], Words<TicketStatus>.All);

    public static readonly ObjectShape MirrorPriorities = new("mirrorPriorities", [], Words<Priority>.All);

    public static readonly ImmutableArray<ObjectShape> All =
    [
        IntakeWebhook, WebhookLabel, WebhookProof, WebhookCondition, WebhookMap, MappedText, WebhookMirror, MirrorStatuses,
        MirrorPriorities,
    ];
}
