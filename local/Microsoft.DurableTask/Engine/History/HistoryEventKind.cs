namespace Support.Local.Durable;

/// <summary>The kinds of entries in a history. The numbers are stored: they never change.</summary>
internal enum HistoryEventKind
{
    TurnStarted = 1,
    ExecutionStarted = 2,
    TaskScheduled = 3,
    TaskCompleted = 4,
    TaskFailed = 5,
    TimerCreated = 6,
    TimerFired = 7,
    SubOrchestrationCreated = 8,
    SubOrchestrationCompleted = 9,
    SubOrchestrationFailed = 10,
    EventSent = 11,
    EventRaised = 12,
    ExecutionSuspended = 13,
    ExecutionResumed = 14,
    ExecutionTerminated = 15,
    ExecutionCompleted = 16,
    ExecutionFailed = 17,
}
