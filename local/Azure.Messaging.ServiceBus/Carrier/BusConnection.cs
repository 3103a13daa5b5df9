using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>What one client shares with its senders and receivers.</summary>
internal sealed class BusConnection : IAsyncDisposable
{
    private const string TopologyKey = "ServiceBusTopology";
    private const string DeadLetterSuffix = "/$DeadLetterQueue";

    private readonly StorageClient _client;
    private readonly BusTopology _topology;
    private readonly ConcurrentDictionary<string, MessageQueue> _queues = new(StringComparer.OrdinalIgnoreCase);

    public BusConnection(string connectionString, ServiceBusRetryOptions retry)
    {
        var settings = new ConnectionSettings(connectionString);
        TryTimeout = retry.TryTimeout;
        _client = new StorageClient(StorageAccount.From(settings), retry);
        _topology = settings.Find(TopologyKey) is { Length: > 0 } path ? TopologyFile.Read(path) : BusTopology.Open;
        BusinessPace.Watch();
    }

    public string Namespace => _client.Account.Queues.Authority;

    public TimeSpan TryTimeout { get; }

    public LockKeeper Locks { get; } = new();

    public bool IsClosed { get; private set; }

    /// <summary>The queue with that name, or the dead letters of one.</summary>
    public MessageQueue Queue(string path)
    {
        string name = TrimDeadLetterSuffix(path, out bool deadLetters);
        EntityProperties properties = _topology.FindQueue(name) ?? throw NotFound(path);
        MessageQueue queue = Queue(name, EntityNames.OfQueue(name), properties);
        return deadLetters ? queue.DeadLetters! : queue;
    }

    public MessageQueue Subscription(string topicName, string subscriptionName)
    {
        string name = TrimDeadLetterSuffix(subscriptionName, out bool deadLetters);
        Topic? topic = _topology.FindTopic(topicName);
        Subscription subscription = _topology.FindSubscription(topicName, name) ?? throw NotFound(Path(topicName, name));
        MessageQueue queue = Queue(topic!, subscription);
        return deadLetters ? queue.DeadLetters! : queue;
    }

    /// <summary>Where a message that is sent to that queue or topic goes.</summary>
    public IReadOnlyList<MessageQueue> Destinations(string name, ServiceBusMessage message) =>
        _topology.FindTopic(name) is { } topic
            ? [.. topic.Subscriptions.Where(subscription => subscription.Takes(message)).Select(subscription => Queue(topic, subscription))]
            : [Queue(name)];

    /// <summary>Throws if nothing may be sent to that queue or topic at present.</summary>
    public void ThrowIfNotSendable(string name)
    {
        EntityProperties? properties = _topology.FindTopic(name)?.Properties ?? _topology.FindQueue(name);
        if (properties is { Status: EntityStatus.Disabled or EntityStatus.SendDisabled })
        {
            throw Disabled(name, "send to");
        }
    }

    /// <summary>Throws if nothing may be received from that queue at present. Its dead letters always may.</summary>
    public void ThrowIfNotReceivable(MessageQueue queue)
    {
        if (queue is { DeadLetters: not null, Properties.Status: EntityStatus.Disabled or EntityStatus.ReceiveDisabled })
        {
            throw Disabled(queue.EntityPath, "receive from");
        }
    }

    /// <summary>All queues that a message sent to that name could go to.</summary>
    public IReadOnlyList<MessageQueue> AllDestinations(string name) =>
        _topology.FindTopic(name) is { } topic
            ? [.. topic.Subscriptions.Select(subscription => Queue(topic, subscription))]
            : [Queue(name)];

    public async ValueTask DisposeAsync()
    {
        IsClosed = true;
        await Locks.DisposeAsync();
    }

    private static string TrimDeadLetterSuffix(string path, out bool trimmed)
    {
        trimmed = path.EndsWith(DeadLetterSuffix, StringComparison.OrdinalIgnoreCase);
        return trimmed ? path[..^DeadLetterSuffix.Length] : path;
    }

    private static string Path(string topicName, string subscriptionName) => $"{topicName}/Subscriptions/{subscriptionName}";

    private ServiceBusException Disabled(string path, string what) => new(
        $"Messaging entity '{Namespace}/{path}' is currently disabled: one cannot {what} it.",
        ServiceBusFailureReason.MessagingEntityDisabled,
        path);

    private ServiceBusException NotFound(string path) => new(
        $"The messaging entity '{Namespace}/{path}' could not be found.",
        ServiceBusFailureReason.MessagingEntityNotFound,
        path);

    private MessageQueue Queue(Topic topic, Subscription subscription)
    {
        EntityProperties properties = subscription.Properties with
        {
            // Duplicates are the topic's to know; here each subscription sees to its own copies.
            RequiresDuplicateDetection = topic.Properties.RequiresDuplicateDetection,
            DuplicateDetectionHistoryTimeWindow = topic.Properties.DuplicateDetectionHistoryTimeWindow,
            DefaultMessageTimeToLive = topic.Properties.DefaultMessageTimeToLive < subscription.Properties.DefaultMessageTimeToLive
                ? topic.Properties.DefaultMessageTimeToLive
                : subscription.Properties.DefaultMessageTimeToLive,
        };
        return Queue(
            Path(topic.Name, subscription.Name),
            EntityNames.OfSubscription(topic.Name, subscription.Name),
            properties);
    }

    private MessageQueue Queue(string entityPath, string storageName, EntityProperties properties) =>
        _queues.TryGetValue(entityPath, out MessageQueue? known)
            ? known
            : _queues.GetOrAdd(entityPath, new MessageQueue(
                _client,
                Locks,
                entityPath,
                storageName,
                properties,
                new MessageQueue(
                    _client, Locks, entityPath + DeadLetterSuffix, EntityNames.OfDeadLetters(storageName), properties, deadLetters: null)));
}
