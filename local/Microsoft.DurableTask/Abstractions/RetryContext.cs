namespace Microsoft.DurableTask;

/// <summary>What a retry handler is told about the attempt that failed.</summary>
/// <param name="OrchestrationContext">The orchestration that made the call.</param>
/// <param name="LastAttemptNumber">1 after the first attempt.</param>
/// <param name="LastFailure">How the last attempt failed.</param>
/// <param name="TotalRetryTime">Time since the first attempt was made, by the orchestration's clock.</param>
/// <param name="CancellationToken">Cancels a wait in the handler.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
