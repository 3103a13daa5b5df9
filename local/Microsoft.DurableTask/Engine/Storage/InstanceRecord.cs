using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>The committed state of an instance: all but the older pages of its history. Never changed, only replaced.</summary>
internal sealed record InstanceRecord
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    /// <summary>Tells this instance from an earlier one of the same instance id.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>How often it has begun anew.</summary>
    public int Generation { get; init; }

    /// <summary>Number of the commit that wrote this.</summary>
    public long Turn { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public StoredFailure? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>Pages of this generation's history that are full and lie in rows of their own.</summary>
    public int PageCount { get; init; }

    /// <summary>The end of the history, after the full pages.</summary>
    public HistoryTail Tail { get; init; } = HistoryTail.Empty;

    /// <summary>How many entries of the history the orchestrator has run through.</summary>
    public int ExecutedCount { get; init; }

    public IReadOnlyList<OpenTimer> Timers { get; init; } = [];

    public IReadOnlyList<OutboxItem> Outbox { get; init; } = [];

    /// <summary>Whether something is owed that nothing but the engine's memory would go on with: what a restart looks for.</summary>
    public bool IsActive { get; init; }

    /// <summary>What the store needs to guard the next commit.</summary>
    public string ETag { get; init; } = string.Empty;

    /// <summary>This, marked as active or not.</summary>
    /// <param name="openActivities">Activities that its present generation waits for.</param>
    public InstanceRecord Marked(int openActivities) =>
        this with { IsActive = Outbox.Count > 0 || OwesFirstRun || (openActivities > 0 && !IsFinal) };

    public bool IsFinal => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Whether it should run although nothing has come for it.</summary>
    public bool OwesFirstRun => !IsFinal && ExecutedCount == 0 && !WaitsForStart && Status != OrchestrationRuntimeStatus.Suspended;

    public bool WaitsForStart => Timers.Any(timer => timer.TaskId == OpenTimer.ScheduledStart);
}
