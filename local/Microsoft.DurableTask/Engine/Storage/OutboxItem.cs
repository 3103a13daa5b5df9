using System.Text.Json.Serialization;

namespace Support.Local.Durable;

/// <summary>
/// Something that a turn owes to the world outside its instance. It is committed with the turn, done after it, and taken
/// out by a later commit; doing it twice is harmless.
/// </summary>
internal sealed record OutboxItem
{
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>A message to put into another instance's inbox.</summary>
    [JsonPropertyName("m")]
    public InboxMessage? Message { get; init; }

    /// <summary>A sub-orchestration to start: its creation is in the history entry.</summary>
    [JsonPropertyName("c")]
    public HistoryEvent? Child { get; init; }

    /// <summary>An activity whose caller no longer waits for it: it must run all the same.</summary>
    [JsonPropertyName("a")]
    public HistoryEvent? Activity { get; init; }

    /// <summary>Execution that asked for it: an instance that is replaced leaves its debts to the next.</summary>
    [JsonPropertyName("e")]
    public Guid ExecutionId { get; init; }

    /// <summary>Generation that asked for it.</summary>
    [JsonPropertyName("g")]
    public int Generation { get; init; }

    /// <summary>Whether this is the call that was answered.</summary>
    public bool IsCall(Guid executionId, int generation, int taskId) =>
        (Child ?? Activity)?.TaskId == taskId && ExecutionId == executionId && Generation == generation;
}
