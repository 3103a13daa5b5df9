namespace Support.Local.Storage.Queues;

/// <summary>A message in a queue.</summary>
internal sealed class QueueMessage(Guid id, long order, DateTimeOffset inserted, DateTimeOffset expires, string text)
{
    public Guid Id => id;

    /// <summary>Tells apart messages that become visible in the same millisecond: first come, first served.</summary>
    public long Order => order;

    public DateTimeOffset Inserted => inserted;

    public DateTimeOffset Expires => expires;

    public DateTimeOffset NextVisible { get; set; }

    public string PopReceipt { get; set; } = "";

    public int DequeueCount { get; set; }

    public string Text { get; set; } = text;
}
