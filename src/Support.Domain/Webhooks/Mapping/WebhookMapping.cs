using System.Text.Json;

namespace Support.Domain.Webhooks.Mapping;

/// <summary>What the payloads of a source mean that this system does not know by itself.</summary>
public sealed record WebhookMapping
{
    /// <summary>The fields that may be mapped, but tags and custom fields.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
    [
        "event", "externalId", "number", "url", "subject", "description", "text", "commentId", "requesterEmail", "requesterName",
        "authorEmail", "authorName", "application", "kind", "impact", "urgency", "priority", "internal",
    ];

    /// <summary>Where the delivery's own id is found; null where it has none.</summary>
    public MappedText? DeliveryId { get; init; }

    /// <summary>What has to be so; a payload of which it is not so is ignored.</summary>
    public IReadOnlyList<MappingCondition> When { get; init; } = [];

    /// <summary>Fields by name, in the order of <see cref="FieldNames"/>.</summary>
    public required IReadOnlyList<KeyValuePair<string, MappedText>> Fields { get; init; }

    /// <summary>Tags; each may be a list in the payload.</summary>
    public IReadOnlyList<MappedText> Tags { get; init; } = [];

    /// <summary>Custom fields by id.</summary>
    public IReadOnlyList<KeyValuePair<string, MappedText>> CustomFields { get; init; } = [];
}

/// <summary>Something that has to be so in a payload.</summary>
/// <param name="Value">What is looked at.</param>
/// <param name="Is">What it may be; null for anything.</param>
/// <param name="Not">What it may not be.</param>
public sealed record MappingCondition(MappedText Value, IReadOnlyList<string>? Is, IReadOnlyList<string> Not)
{
    /// <summary>Why it is not so; null when it is.</summary>
    public string? WhyNot(JsonElement payload)
    {
        string? found = Value.Of("", payload).Value;
        if (found is null)
        {
            return $"there is nothing at {Value.Text}";
        }

        bool holds = (Is is null || Is.Contains(found, StringComparer.Ordinal)) && !Not.Contains(found, StringComparer.Ordinal);
        return holds ? null : $"{Value.Text} is '{PayloadText.Line(found, 60)}'";
    }
}
