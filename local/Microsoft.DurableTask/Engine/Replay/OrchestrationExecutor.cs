using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>Runs an orchestrator through its history and as far beyond as it gets.</summary>
internal sealed class OrchestrationExecutor(
    DurableTaskRegistry registry, IServiceProvider services, DataConverter converter, ILoggerFactory loggers)
{
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = new(registry.GetOrchestrators());

    /// <param name="record">The instance; its counts tell what is replayed and what is new.</param>
    /// <param name="session">The orchestrator as its last turn left it; null for a replay from the beginning.</param>
    /// <param name="history">The entries of the generation that the session has not been told, those of this turn included.</param>
    /// <param name="onForeignContinuation">Called, perhaps much later, when a task that is not durable completes.</param>
    public ExecutionResult Execute(
        InstanceRecord record, OrchestrationSession? session, IEnumerable<HistoryEvent> history, Action onForeignContinuation)
    {
        if (!_orchestrators.TryGetValue(record.Name, out Func<IServiceProvider, ITaskOrchestrator>? factory))
        {
            return ExecutionResult.Failed(new StoredFailure
            {
                ErrorType = "OrchestratorTaskNotFound",
                Message = $"There is no orchestrator of the name '{record.Name}'.",
            });
        }

        session ??= NewSession(record, onForeignContinuation);
        session.Thread.Open();
        try
        {
            Replay(record, history, session, factory);
            return Finish(record, session, session.Thread.Close());
        }
#pragma warning disable CA1031 // An async void method in an orchestrator can throw anything here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.Thread.Close();
            return ExecutionResult.Failed(StoredFailure.From(exception));
        }
    }

    private OrchestrationSession NewSession(InstanceRecord record, Action onForeignContinuation)
    {
        var thread = new TurnSynchronizationContext(onForeignContinuation);
        return new OrchestrationSession(new ReplayContext(record, converter, loggers, thread), thread);
    }

    private void Replay(
        InstanceRecord record,
        IEnumerable<HistoryEvent> history,
        OrchestrationSession session,
        Func<IServiceProvider, ITaskOrchestrator> factory)
    {
        ReplayContext context = session.Context;
        foreach (HistoryEvent entry in history)
        {
            bool isReplaying = session.Position++ < record.ExecutedCount;
            switch (entry)
            {
                case { Kind: HistoryEventKind.TurnStarted }:
                    CheckNothingIsUnmatched(context, session.WasHeld);
                    session.WasHeld = entry.Held;
                    context.BeginTurn(entry.Time, isReplaying);
                    break;
                case { Kind: HistoryEventKind.ExecutionStarted }:
                    session.Thread.Run(() => session.Run = StartAsync(record, context, factory));
                    break;
                case { IsAction: true }:
                    context.Match(entry);
                    break;
                case { IsAnswer: true }:
                    session.Thread.Run(() => context.Receive(entry));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Before the next turn of the history begins, all that the code asked for must have been in the last. A turn that
    /// was held did not run, so what its events led to is recorded in a later one.
    /// </summary>
    private static void CheckNothingIsUnmatched(ReplayContext context, bool wasHeld)
    {
        if (!wasHeld && context.Unmatched.Count > 0)
        {
            throw NonDeterministicOrchestrationException.Between(null, context.Unmatched.First());
        }
    }

    private async Task<object?> StartAsync(
        InstanceRecord record, ReplayContext context, Func<IServiceProvider, ITaskOrchestrator> factory)
    {
        ITaskOrchestrator orchestrator = factory(services);
        object? input = converter.Deserialize(record.Input, orchestrator.InputType);
        return await orchestrator.RunAsync(context, input);
    }

    private ExecutionResult Finish(InstanceRecord record, OrchestrationSession session, bool hasForeign)
    {
        ReplayContext context = session.Context;
        Task<object?>? run = session.Run;
        if (run is null or { IsCompleted: false })
        {
            return hasForeign || !context.HasOpenTasks
                ? ExecutionResult.Failed(StoredFailure.From(new NonDurableAwaitException(record.Name)))
                : ExecutionResult.Waiting(session);
        }

        if (run.IsFaulted || run.IsCanceled)
        {
            Exception cause = run.Exception?.InnerException ?? new TaskCanceledException(run);
            return ExecutionResult.Failed(StoredFailure.From(cause), context);
        }

        if (context.NextGeneration is { } next)
        {
            return ExecutionResult.BeginsAnew(context, next);
        }

        try
        {
            return ExecutionResult.Completed(context, converter.Serialize(run.Result));
        }
#pragma warning disable CA1031 // Whatever a result's getters throw is the orchestration's failure, not the engine's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ExecutionResult.Failed(StoredFailure.From(exception), context);
        }
    }
}
