namespace Support.Local.Durable;

/// <summary>How far an orchestrator got in one turn.</summary>
internal sealed class ExecutionResult
{
    private ExecutionResult(ReplayContext? context)
    {
        CustomStatus = context?.CustomStatus;
        NewActions = context?.TakeNewActions() ?? [];
    }

    public StoredFailure? Failure { get; private init; }

    public bool IsCompleted { get; private init; }

    public string? Output { get; private init; }

    public ContinueAsNewRequest? NextGeneration { get; private init; }

    public CustomStatusValue? CustomStatus { get; }

    /// <summary>What the orchestrator asked for in this turn.</summary>
    public IReadOnlyList<HistoryEvent> NewActions { get; }

    /// <summary>What it still waits for by time.</summary>
    public IReadOnlyList<OpenTimer> Timers { get; private init; } = [];

    /// <summary>Events that came and were not awaited.</summary>
    public IReadOnlyList<HistoryEvent> UnprocessedEvents { get; private init; } = [];

    /// <summary>The orchestrator where it waits.</summary>
    public OrchestrationSession? Session { get; private init; }

    public static ExecutionResult Waiting(OrchestrationSession session) => new(session.Context)
    {
        Timers = [.. session.Context.OpenTimers],
        Session = session,
    };

    public static ExecutionResult Completed(ReplayContext context, string? output) => new(context)
    {
        IsCompleted = true,
        Output = output,
    };

    public static ExecutionResult BeginsAnew(ReplayContext context, ContinueAsNewRequest next) => new(context)
    {
        NextGeneration = next,
        UnprocessedEvents = [.. context.UnprocessedEvents],
    };

    public static ExecutionResult Failed(StoredFailure failure, ReplayContext? context = null) => new(context) { Failure = failure };
}
