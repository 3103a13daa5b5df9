using Microsoft.DurableTask;

namespace Support.Local.Durable;

internal sealed partial class ReplayContext
{
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        string? data = _converter.Serialize(input);
        string? result = await RetryAsync(options?.Retry, () => CallOnceAsync(new HistoryEvent
        {
            Kind = HistoryEventKind.TaskScheduled,
            TaskId = NextTaskId(),
            Name = name.Name,
            Data = data,
        }));
        return _converter.Deserialize<TResult>(result)!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        string instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(instanceId);
        string? data = _converter.Serialize(input);
        string? result = await RetryAsync(options?.Retry, () => CallOnceAsync(new HistoryEvent
        {
            Kind = HistoryEventKind.SubOrchestrationCreated,
            TaskId = NextTaskId(),
            Name = orchestratorName.Name,
            Data = data,
            InstanceId = instanceId,
        }));
        return _converter.Deserialize<TResult>(result)!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int taskId = NextTaskId();
        Task<HistoryEvent> fired = Ask(new HistoryEvent
        {
            Kind = HistoryEventKind.TimerCreated,
            TaskId = taskId,
            Time = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc),
        });
        using CancellationTokenRegistration cancelled = cancellationToken.Register(() =>
        {
            if (_open.Remove(taskId, out OpenTask task))
            {
                task.Completion.SetCanceled(cancellationToken);
            }
        });
        await fired;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        CheckThread();
        string? data = await _events.WaitAsync(eventName, cancellationToken);
        return _converter.Deserialize<T>(data)!;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        InstanceIds.Check(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _unmatched.Enqueue(new HistoryEvent
        {
            Kind = HistoryEventKind.EventSent,
            TaskId = NextTaskId(),
            Name = eventName,
            Data = _converter.Serialize(payload),
            InstanceId = instanceId,
        });
    }

    private async Task<string?> CallOnceAsync(HistoryEvent action)
    {
        HistoryEvent answer = await Ask(action);
        return answer.Failure is { } failure
            ? throw new TaskFailedException(action.Name!, action.TaskId, failure.ToDetails())
            : answer.Data;
    }

    /// <summary>
    /// Calls until it succeeds or the options say that it is enough. Every attempt and every wait is in the history like
    /// any other task, so a replay goes the same way.
    /// </summary>
    private Task<string?> RetryAsync(TaskRetryOptions? retry, Func<Task<string?>> callAsync) =>
        retry is null ? callAsync() : CallUntilEnoughAsync(retry, callAsync);

    private async Task<string?> CallUntilEnoughAsync(TaskRetryOptions retry, Func<Task<string?>> callAsync)
    {
        DateTime firstAttempt = _now;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await callAsync();
            }
            catch (TaskFailedException failure)
            {
                bool again = retry switch
                {
                    { Handler: { } handler } => await handler(
                        new RetryContext(this, attempt, failure.FailureDetails, _now - firstAttempt, CancellationToken.None)),
                    { Policy: { } policy } => await WaitForNextAttemptAsync(policy, attempt, firstAttempt, failure.FailureDetails),
                    _ => false,
                };
                if (!again)
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> WaitForNextAttemptAsync(RetryPolicy policy, int attempt, DateTime firstAttempt, TaskFailureDetails failure)
    {
        bool isLate = policy.RetryTimeout != Timeout.InfiniteTimeSpan && _now - firstAttempt >= policy.RetryTimeout;
        if (attempt >= policy.MaxNumberOfAttempts || isLate || !policy.IsWorthRetrying(failure))
        {
            return false;
        }

        double ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        bool isBounded = policy.MaxRetryInterval != Timeout.InfiniteTimeSpan;
        double most = isBounded ? policy.MaxRetryInterval.Ticks : TimeSpan.FromDays(3650).Ticks;
        await CreateTimer(_now + TimeSpan.FromTicks((long)Math.Min(ticks, most)), CancellationToken.None);
        return true;
    }
}
