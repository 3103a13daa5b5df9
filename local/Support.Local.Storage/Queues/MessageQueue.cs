using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Queues;

/// <summary>One queue: its messages in the order in which they become visible.</summary>
internal sealed class MessageQueue(string name)
{
    private static readonly Comparer<QueueMessage> ByVisibility = Comparer<QueueMessage>.Create(
        (one, other) => (one.NextVisible, one.Order).CompareTo((other.NextVisible, other.Order)));

    private static readonly Comparer<QueueMessage> ByExpiry = Comparer<QueueMessage>.Create(
        (one, other) => (one.Expires, one.Order).CompareTo((other.Expires, other.Order)));

    private readonly Dictionary<string, QueueMessage> _byId = new(StringComparer.Ordinal);
    private readonly SortedSet<QueueMessage> _byVisibility = new(ByVisibility);
    private readonly SortedSet<QueueMessage> _byExpiry = new(ByExpiry);
    private long _order;

    public string Name => name;

    public List<KeyValuePair<string, string>> Metadata { get; set; } = [];

    public int Count => _byId.Count;

    public QueueMessage Put(DateTimeOffset now, DateTimeOffset nextVisible, DateTimeOffset expires, string text)
    {
        var message = new QueueMessage(LocalIdentity.NewGuid(), ++_order, now, expires, text)
        {
            NextVisible = nextVisible,
            PopReceipt = NewPopReceipt(),
        };
        _byId.Add(message.Id.ToString(), message);
        _byVisibility.Add(message);
        _byExpiry.Add(message);
        return message;
    }

    /// <summary>Hands out what is visible, and hides it until the given time.</summary>
    public List<QueueMessage> Get(int count, DateTimeOffset now, DateTimeOffset hiddenUntil)
    {
        List<QueueMessage> messages = Peek(count, now);
        foreach (QueueMessage message in messages)
        {
            message.DequeueCount++;
            Show(message, hiddenUntil);
        }

        return messages;
    }

    public List<QueueMessage> Peek(int count, DateTimeOffset now) =>
        [.. _byVisibility.Take(count).TakeWhile(message => message.NextVisible <= now)];

    /// <summary>The message that its holder, by his receipt, may change.</summary>
    public QueueMessage Held(string id, string popReceipt)
    {
        if (!_byId.TryGetValue(id, out QueueMessage? message))
        {
            throw new ServiceRefusal(404, "MessageNotFound", "The specified message does not exist.");
        }

        return message.PopReceipt == popReceipt
            ? message
            : throw new ServiceRefusal(
                400, "PopReceiptMismatch", "The specified pop receipt did not match the pop receipt for a dequeued message.");
    }

    /// <summary>Makes the message visible at that time and takes it out of its holder's hands: the receipt is another.</summary>
    public void Show(QueueMessage message, DateTimeOffset nextVisible)
    {
        _byVisibility.Remove(message);
        message.NextVisible = nextVisible;
        message.PopReceipt = NewPopReceipt();
        _byVisibility.Add(message);
    }

    public void Remove(QueueMessage message)
    {
        _byId.Remove(message.Id.ToString());
        _byVisibility.Remove(message);
        _byExpiry.Remove(message);
    }

    public void RemoveExpired(DateTimeOffset now)
    {
        while (_byExpiry.Min is { } first && first.Expires <= now)
        {
            Remove(first);
        }
    }

    public void Clear()
    {
        _byId.Clear();
        _byVisibility.Clear();
        _byExpiry.Clear();
    }

    // Both services write receipts in base64, so that who forgets to escape them finds out.
    private static string NewPopReceipt() => Convert.ToBase64String(LocalIdentity.NewGuid().ToByteArray());
}
