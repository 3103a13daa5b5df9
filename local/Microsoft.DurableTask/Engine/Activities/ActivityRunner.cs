using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

/// <summary>Runs activities, so many at a time, and posts their answers to the instances that called them.</summary>
internal sealed class ActivityRunner(
    DurableTaskRegistry registry,
    IServiceProvider services,
    DataConverter converter,
    WorkCounter work,
    Action<string, Incoming> post,
    ILogger logger)
{
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskActivity>> _activities = new(registry.GetActivities());
    private readonly Channel<ActivityCall> _calls = Channel.CreateUnbounded<ActivityCall>();
    private readonly List<Task> _runners = [];
    private volatile bool _isStopping;

    public void Start(int maxConcurrent, CancellationToken abort)
    {
        for (int i = 0; i < maxConcurrent; i++)
        {
            _runners.Add(LocalTasks.Run(() => RunCallsAsync(abort)));
        }
    }

    /// <summary>Queues a call. Its turn is committed, so that a restart makes the call again if this process does not.</summary>
    public void Dispatch(ActivityCall call)
    {
        work.Add();
        if (!_calls.Writer.TryWrite(call))
        {
            work.Done();
        }
    }

    /// <summary>Lets the calls that run come to their end and begins no other.</summary>
    public void Stop()
    {
        _isStopping = true;
        _calls.Writer.TryComplete();
    }

    public Task WaitForRunnersAsync() => Task.WhenAll(_runners);

    private async Task RunCallsAsync(CancellationToken abort)
    {
        // Not ReadAllAsync: within, it would wait without this method's context, and leave a simulation's thread.
        while (await _calls.Reader.WaitToReadAsync(abort))
        {
            while (!abort.IsCancellationRequested && _calls.Reader.TryRead(out ActivityCall? call))
            {
                await AnswerAsync(call, abort);
            }
        }
    }

    private async Task AnswerAsync(ActivityCall call, CancellationToken abort)
    {
        if (!_isStopping)
        {
            HistoryEvent answer = await RunAsync(call);
            if (!abort.IsCancellationRequested)
            {
                post(call.InstanceId, new Incoming.Answered(call.ExecutionId, call.Generation, answer));
            }
        }

        work.Done();
    }

    private async Task<HistoryEvent> RunAsync(ActivityCall call)
    {
        HistoryEvent scheduled = call.Scheduled;
        if (!_activities.TryGetValue(scheduled.Name!, out Func<IServiceProvider, ITaskActivity>? factory))
        {
            return Failed(scheduled, new StoredFailure
            {
                ErrorType = "ActivityTaskNotFound",
                Message = $"There is no activity of the name '{scheduled.Name}'.",
            });
        }

        try
        {
            string? result = await RunAsync(call, factory);
            if (result?.Length > PayloadLimits.MaxPayloadChars)
            {
                throw new InvalidOperationException(
                    $"The result has {result.Length} characters; at most {PayloadLimits.MaxPayloadChars} are possible.");
            }

            return new HistoryEvent { Kind = HistoryEventKind.TaskCompleted, TaskId = scheduled.TaskId, Data = result };
        }
#pragma warning disable CA1031 // Whatever an activity throws is the answer to its caller, who decides what to make of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ActivityFailed(logger, exception, scheduled.Name!, call.InstanceId);
            return Failed(scheduled, StoredFailure.From(exception));
        }
    }

    private async Task<string?> RunAsync(ActivityCall call, Func<IServiceProvider, ITaskActivity> factory)
    {
        // A scope for each call, as each invocation of a function has.
        AsyncServiceScope? scope = services.GetService<IServiceScopeFactory>() is { } scopes ? scopes.CreateAsyncScope() : null;
        try
        {
            ITaskActivity activity = factory(scope?.ServiceProvider ?? services);
            object? input = converter.Deserialize(call.Scheduled.Data, activity.InputType);
            object? result = await activity.RunAsync(new CallContext(call.Scheduled.Name!, call.InstanceId), input);
            return converter.Serialize(result);
        }
        finally
        {
            if (scope is { } opened)
            {
                await opened.DisposeAsync();
            }
        }
    }

    private static HistoryEvent Failed(HistoryEvent scheduled, StoredFailure failure) =>
        new() { Kind = HistoryEventKind.TaskFailed, TaskId = scheduled.TaskId, Failure = failure };

    private sealed class CallContext(TaskName name, string instanceId) : TaskActivityContext
    {
        public override TaskName Name => name;

        public override string InstanceId => instanceId;
    }
}
