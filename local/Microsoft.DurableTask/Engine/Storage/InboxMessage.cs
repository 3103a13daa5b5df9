using System.Text.Json.Serialization;

namespace Support.Local.Durable;

/// <summary>What a message asks of the instance that gets it. The numbers are stored: they never change.</summary>
internal enum InboxMessageKind
{
    Event = 1,
    Terminate = 2,
    Suspend = 3,
    Resume = 4,
    ChildCompleted = 5,
    ChildFailed = 6,
}

/// <summary>
/// A message to an instance, from a client or another instance. It lies in the instance's partition until the turn that
/// took it in is committed; that commit deletes it, so it is taken in exactly once.
/// </summary>
internal sealed class InboxMessage
{
    [JsonPropertyName("to")]
    public required string InstanceId { get; init; }

    /// <summary>Unique, and later for later messages; a message that is delivered again has the same.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    [JsonPropertyName("k")]
    public required InboxMessageKind Kind { get; init; }

    /// <summary>Name of the event; reason of a suspension.</summary>
    [JsonPropertyName("n")]
    public string? Name { get; init; }

    [JsonPropertyName("d")]
    public string? Data { get; init; }

    [JsonPropertyName("f")]
    public StoredFailure? Failure { get; init; }

    /// <summary>Of a child's end: which call it answers.</summary>
    [JsonPropertyName("p")]
    public ParentLink? Answers { get; init; }

    /// <summary>Of a termination: whether sub-orchestrations are terminated too.</summary>
    [JsonPropertyName("r")]
    public bool Recursive { get; init; }
}
