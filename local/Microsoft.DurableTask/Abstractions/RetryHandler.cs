namespace Microsoft.DurableTask;

/// <summary>Says whether to try again. Runs in the orchestrator: what holds for orchestrator code holds for it.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Says, perhaps after a durable wait, whether to try again. Runs in the orchestrator.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
