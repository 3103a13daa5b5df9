namespace Support.Local.Durable;

/// <summary>The place of one instance in memory: its mailbox and, while it is cached, its state.</summary>
internal sealed class InstanceEntry(string instanceId)
{
    public string InstanceId { get; } = instanceId;

    /// <summary>Guarded by the directory.</summary>
    public Queue<Incoming> Mailbox { get; } = new();

    /// <summary>Whether a worker has it or it waits for one. Guarded by the directory.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Its place among the idle, the longest idle first. Guarded by the directory.</summary>
    public LinkedListNode<InstanceEntry>? IdleNode { get; set; }

    /// <summary>The state, if it is cached. Only the worker that has the entry touches it.</summary>
    public LiveInstance? Live { get; set; }

    /// <summary>The committed record, for readers.</summary>
    public volatile InstanceRecord? Committed;
}
