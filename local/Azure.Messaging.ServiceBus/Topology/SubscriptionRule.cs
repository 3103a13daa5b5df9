using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>One rule of a subscription: what a message must say to be taken. A subscription takes what any of its rules takes.</summary>
internal sealed record SubscriptionRule
{
    /// <summary>The rule of a subscription that names none.</summary>
    public static SubscriptionRule TakesAll { get; } = new();

    /// <summary>False for the filter 1=0, which takes nothing.</summary>
    public bool CanMatch { get; init; } = true;

    public string? Subject { get; init; }

    public string? CorrelationId { get; init; }

    public string? MessageId { get; init; }

    public string? ContentType { get; init; }

    public string? ReplyTo { get; init; }

    public string? To { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public bool Matches(ServiceBusMessage message) =>
        CanMatch
        && Matches(Subject, message.Subject)
        && Matches(CorrelationId, message.CorrelationId)
        && Matches(MessageId, message.MessageId)
        && Matches(ContentType, message.ContentType)
        && Matches(ReplyTo, message.ReplyTo)
        && Matches(To, message.To)
        && Properties.All(wanted =>
            message.ApplicationProperties.TryGetValue(wanted.Key, out object? value)
            && value is string text
            && text == wanted.Value);

    private static bool Matches(string? wanted, string? actual) => wanted is null || wanted == actual;
}
