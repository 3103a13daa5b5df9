using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

internal sealed record Subscription(string Name, EntityProperties Properties, IReadOnlyList<SubscriptionRule> Rules)
{
    public bool Takes(ServiceBusMessage message) => Rules.Any(rule => rule.Matches(message));
}

internal sealed record Topic(string Name, EntityProperties Properties, IReadOnlyList<Subscription> Subscriptions);

/// <summary>Which queues, topics and subscriptions there are.</summary>
internal sealed class BusTopology
{
    private readonly Dictionary<string, EntityProperties>? _queues;
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.OrdinalIgnoreCase);

    private BusTopology()
    {
    }

    public BusTopology(IEnumerable<KeyValuePair<string, EntityProperties>> queues, IEnumerable<Topic> topics)
    {
        _queues = new Dictionary<string, EntityProperties>(queues, StringComparer.OrdinalIgnoreCase);
        foreach (Topic topic in topics)
        {
            _topics.Add(topic.Name, topic);
        }
    }

    /// <summary>Without a file every name is that of a queue with default properties, and there are no topics.</summary>
    public static BusTopology Open { get; } = new();

    public EntityProperties? FindQueue(string name) =>
        _queues is null ? EntityProperties.Default : _queues.GetValueOrDefault(name);

    public Topic? FindTopic(string name) => _topics.GetValueOrDefault(name);

    public Subscription? FindSubscription(string topic, string subscription) =>
        FindTopic(topic)?.Subscriptions.FirstOrDefault(
            candidate => string.Equals(candidate.Name, subscription, StringComparison.OrdinalIgnoreCase));
}
