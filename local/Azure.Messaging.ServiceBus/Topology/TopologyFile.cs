using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Support.Local.ServiceBus;

/// <summary>Reads a topology from a file in the shape that the Service Bus emulator takes.</summary>
internal sealed record TopologyFile(TopologyFile.UserConfiguration? UserConfig)
{
    public static BusTopology Read(string path)
    {
        TopologyFile? file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllBytes(path), TopologyJson.Default.TopologyFile);
        }
        catch (JsonException mistake)
        {
            throw new FormatException($"{path}: {mistake.Message}", mistake);
        }

        Namespace[] namespaces = file?.UserConfig?.Namespaces ?? throw new FormatException($"{path}: there is no UserConfig.Namespaces.");
        try
        {
            return Build(path, namespaces);
        }
        catch (ArgumentException mistake)
        {
            throw new FormatException($"{path}: two entities have the same name. {mistake.Message}", mistake);
        }
    }

    private static BusTopology Build(string path, Namespace[] namespaces) =>
        new(
            namespaces.SelectMany(space => space.Queues ?? []).Select(queue => KeyValuePair.Create(queue.Name, Entity(path, queue))),
            namespaces.SelectMany(space => space.Topics ?? []).Select(topic => new Topic(
                topic.Name,
                Entity(path, topic),
                [.. (topic.Subscriptions ?? []).Select(subscription => new Subscription(
                    subscription.Name, Entity(path, subscription), Rules(path, subscription)))])));

    private static EntityProperties Entity(string path, EntityEntry entry)
    {
        if (string.IsNullOrEmpty(entry.Name))
        {
            throw new FormatException($"{path}: an entity has no Name.");
        }

        EntityProperties properties = EntityProperties.Default;
        if (entry.Properties is not { } given)
        {
            return properties;
        }

        if (given.RequiresSession || given.ForwardTo is { Length: > 0 } || given.ForwardDeadLetteredMessagesTo is { Length: > 0 })
        {
            throw new NotSupportedException($"{path}: {entry.Name}: the Local flavour has neither sessions nor forwarding.");
        }

        return properties with
        {
            LockDuration = Duration(path, given.LockDuration) ?? properties.LockDuration,
            MaxDeliveryCount = given.MaxDeliveryCount ?? properties.MaxDeliveryCount,
            RequiresDuplicateDetection = given.RequiresDuplicateDetection,
            DuplicateDetectionHistoryTimeWindow =
                Duration(path, given.DuplicateDetectionHistoryTimeWindow) ?? properties.DuplicateDetectionHistoryTimeWindow,
            DefaultMessageTimeToLive = Duration(path, given.DefaultMessageTimeToLive) ?? properties.DefaultMessageTimeToLive,
            DeadLetteringOnMessageExpiration = given.DeadLetteringOnMessageExpiration,
            Status = Enum.TryParse(given.Status ?? nameof(EntityStatus.Active), ignoreCase: true, out EntityStatus status)
                ? status
                : throw new FormatException($"{path}: '{given.Status}' is no status of an entity."),
        };
    }

    private static TimeSpan? Duration(string path, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            TimeSpan duration = XmlConvert.ToTimeSpan(text);
            return duration > TimeSpan.Zero ? duration : throw new FormatException($"{path}: '{text}' is not longer than nothing.");
        }
        catch (Exception mistake) when (mistake is FormatException or OverflowException)
        {
            throw new FormatException($"{path}: '{text}' is no ISO 8601 duration such as PT1M.", mistake);
        }
    }

    private static List<SubscriptionRule> Rules(string path, SubscriptionEntry subscription)
    {
        List<SubscriptionRule> rules = [.. (subscription.Rules ?? []).Select(rule => Rule(path, rule))];
        return rules.Count > 0 ? rules : [SubscriptionRule.TakesAll];
    }

    private static SubscriptionRule Rule(string path, RuleEntry rule)
    {
        // The emulator has the filter under Properties; a rule that is written without that level means the same.
        RuleProperties? properties = rule.Properties ?? new RuleProperties(rule.CorrelationFilter, SqlFilter: null);
        if (properties is { CorrelationFilter: { } filter })
        {
            return new SubscriptionRule
            {
                Subject = filter.Label ?? filter.Subject,
                CorrelationId = filter.CorrelationId,
                MessageId = filter.MessageId,
                ContentType = filter.ContentType,
                ReplyTo = filter.ReplyTo,
                To = filter.To,
                Properties = filter.Properties ?? [],
            };
        }

        return properties.SqlFilter?.SqlExpression.Replace(" ", "", StringComparison.Ordinal) switch
        {
            "1=1" => SubscriptionRule.TakesAll,
            "1=0" => SubscriptionRule.TakesAll with { CanMatch = false },
            _ => throw new NotSupportedException(
                $"{path}: rule '{rule.Name}': the Local flavour knows correlation filters and the SQL filters 1=1 and 1=0."),
        };
    }

    internal sealed record UserConfiguration(Namespace[]? Namespaces);

    internal sealed record Namespace(string? Name, EntityEntry[]? Queues, TopicEntry[]? Topics);

    internal record EntityEntry(string Name, PropertiesEntry? Properties);

    internal sealed record TopicEntry(string Name, PropertiesEntry? Properties, SubscriptionEntry[]? Subscriptions) : EntityEntry(Name, Properties);

    internal sealed record SubscriptionEntry(string Name, PropertiesEntry? Properties, RuleEntry[]? Rules) : EntityEntry(Name, Properties);

    internal sealed record PropertiesEntry
    {
        public string? LockDuration { get; init; }

        public int? MaxDeliveryCount { get; init; }

        public bool RequiresDuplicateDetection { get; init; }

        public string? DuplicateDetectionHistoryTimeWindow { get; init; }

        public string? DefaultMessageTimeToLive { get; init; }

        public bool DeadLetteringOnMessageExpiration { get; init; }

        /// <summary>As in a resource template; the emulator's file has none.</summary>
        public string? Status { get; init; }

        public bool RequiresSession { get; init; }

        public string? ForwardTo { get; init; }

        public string? ForwardDeadLetteredMessagesTo { get; init; }
    }

    internal sealed record RuleEntry(string Name, RuleProperties? Properties, CorrelationFilterEntry? CorrelationFilter);

    internal sealed record RuleProperties(CorrelationFilterEntry? CorrelationFilter, SqlFilterEntry? SqlFilter);

    internal sealed record SqlFilterEntry(string SqlExpression);

    internal sealed record CorrelationFilterEntry
    {
        public string? Label { get; init; }

        public string? Subject { get; init; }

        public string? CorrelationId { get; init; }

        public string? MessageId { get; init; }

        public string? ContentType { get; init; }

        public string? ReplyTo { get; init; }

        public string? To { get; init; }

        public Dictionary<string, string>? Properties { get; init; }
    }
}

[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(TopologyFile))]
internal sealed partial class TopologyJson : JsonSerializerContext;
