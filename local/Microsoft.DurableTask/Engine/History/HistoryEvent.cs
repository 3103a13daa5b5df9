using System.Text.Json.Serialization;

namespace Support.Local.Durable;

/// <summary>
/// One entry of a history: something that the orchestrator asked for, or something that came to it. One type for all
/// kinds, with short names, because every turn writes some and every load reads all.
/// </summary>
internal sealed class HistoryEvent
{
    [JsonPropertyName("k")]
    public required HistoryEventKind Kind { get; init; }

    /// <summary>Number of the task within its generation; links what was asked for with its answer.</summary>
    [JsonPropertyName("i")]
    public int TaskId { get; init; }

    /// <summary>Name of the activity, orchestrator or event.</summary>
    [JsonPropertyName("n")]
    public string? Name { get; init; }

    /// <summary>Input, result or payload, as the data converter wrote it.</summary>
    [JsonPropertyName("d")]
    public string? Data { get; init; }

    /// <summary>Due time of a timer; time of a turn.</summary>
    [JsonPropertyName("t")]
    public DateTime Time { get; init; }

    /// <summary>The other instance: a sub-orchestration, or whom an event is sent to.</summary>
    [JsonPropertyName("o")]
    public string? InstanceId { get; init; }

    [JsonPropertyName("f")]
    public StoredFailure? Failure { get; init; }

    /// <summary>Of a turn: its events were recorded, but the orchestrator did not run (suspended, or not yet begun).</summary>
    [JsonPropertyName("h")]
    public bool Held { get; init; }

    /// <summary>Whether the orchestrator's code asked for this, as against what came from outside.</summary>
    [JsonIgnore]
    public bool IsAction => Kind is HistoryEventKind.TaskScheduled or HistoryEventKind.TimerCreated
        or HistoryEventKind.SubOrchestrationCreated or HistoryEventKind.EventSent;

    /// <summary>Whether an orchestrator can be waiting for this.</summary>
    [JsonIgnore]
    public bool IsAnswer => Kind is HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed
        or HistoryEventKind.TimerFired or HistoryEventKind.SubOrchestrationCompleted
        or HistoryEventKind.SubOrchestrationFailed or HistoryEventKind.EventRaised;

    /// <summary>As it is named to the reader of a non-determinism error.</summary>
    public string Describe() => Kind switch
    {
        HistoryEventKind.TaskScheduled => $"the activity '{Name}' (#{TaskId})",
        HistoryEventKind.TimerCreated => $"a timer (#{TaskId})",
        HistoryEventKind.SubOrchestrationCreated => $"the sub-orchestration '{Name}' (#{TaskId})",
        HistoryEventKind.EventSent => $"the sending of event '{Name}' to '{InstanceId}' (#{TaskId})",
        _ => $"{Kind} (#{TaskId})",
    };
}
