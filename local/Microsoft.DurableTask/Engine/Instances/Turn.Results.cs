using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>What can come of a turn.</summary>
internal sealed partial class Turn
{
    /// <summary>Records what came in and lets the orchestrator sleep on.</summary>
    public void Hold()
    {
        _isHeld = true;
        _session = _live.TakeSession();
        Record = Record with
        {
            Status = _isSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Pending,
        };
    }

    /// <summary>Takes over what the orchestrator asked for.</summary>
    public void Add(ExecutionResult result)
    {
        if (result.CustomStatus is { } status)
        {
            Record = Record with { CustomStatus = status.Data };
        }

        foreach (HistoryEvent action in result.NewActions)
        {
            Append(action);
            switch (action.Kind)
            {
                case HistoryEventKind.TaskScheduled:
                    _newActivities.Add(action);
                    _calls.Add(new ActivityCall(Record.InstanceId, Record.ExecutionId, Record.Generation, action));
                    break;
                case HistoryEventKind.SubOrchestrationCreated:
                    AddToOutbox(key => new OutboxItem { Key = key, Child = action });
                    break;
                case HistoryEventKind.EventSent:
                    AddMessage(key => new InboxMessage
                    {
                        InstanceId = action.InstanceId!,
                        Key = key,
                        Kind = InboxMessageKind.Event,
                        Name = action.Name,
                        Data = action.Data,
                    });
                    break;
                default:
                    break;
            }
        }
    }

    public void Wait(ExecutionResult result)
    {
        Record = Record with { Status = OrchestrationRuntimeStatus.Running, Timers = result.Timers };
        _session = result.Session;
    }

    public void Complete(string? output)
    {
        Append(new HistoryEvent { Kind = HistoryEventKind.ExecutionCompleted, Data = output });
        DetachActivities();
        End(OrchestrationRuntimeStatus.Completed, output, null);
    }

    public void Fail(StoredFailure failure)
    {
        Append(new HistoryEvent { Kind = HistoryEventKind.ExecutionFailed, Failure = failure });
        DetachActivities();
        End(OrchestrationRuntimeStatus.Failed, null, failure);
    }

    public void Terminate(InboxMessage termination)
    {
        Append(new HistoryEvent { Kind = HistoryEventKind.ExecutionTerminated, Data = termination.Data });
        if (termination.Recursive)
        {
            foreach (HistoryEvent child in _live.OpenChildren.Values.Where(child => !_answered.Contains(child.TaskId)))
            {
                AddMessage(key => new InboxMessage
                {
                    InstanceId = child.InstanceId!,
                    Key = key,
                    Kind = InboxMessageKind.Terminate,
                    Data = termination.Data,
                    Recursive = true,
                    Answers = LinkTo(child),
                });
            }
        }

        End(OrchestrationRuntimeStatus.Terminated, termination.Data, null);
    }

    public void BeginAnew(ContinueAsNewRequest next, IReadOnlyList<HistoryEvent> unprocessedEvents)
    {
        DetachActivities();
        _isNewGeneration = true;
        _isStarted = false;
        _appended.Clear();
        _answered.Clear();
        Record = Record with
        {
            Generation = Record.Generation + 1,
            Input = next.Input,
            Timers = [],
            ExecutedCount = 0,
            Status = OrchestrationRuntimeStatus.Running,
        };
        if (next.PreserveUnprocessedEvents)
        {
            _appended.AddRange(unprocessedEvents);
        }
    }

    /// <summary>Commits the new generation as it is; it runs in the next turn.</summary>
    public void RunAgain()
    {
        _isHeld = true;
        _needsAnotherTurn = true;
    }

    private void End(OrchestrationRuntimeStatus status, string? output, StoredFailure? failure)
    {
        Record = Record with { Status = status, Output = output, Failure = failure, Timers = [] };
        if (Record.Parent is { } parent)
        {
            bool hasCompleted = status == OrchestrationRuntimeStatus.Completed;
            AddMessage(key => new InboxMessage
            {
                InstanceId = parent.InstanceId,
                Key = key,
                Kind = hasCompleted ? InboxMessageKind.ChildCompleted : InboxMessageKind.ChildFailed,
                Data = hasCompleted ? output : null,
                Failure = hasCompleted ? null : failure ?? new StoredFailure
                {
                    ErrorType = "OrchestrationTerminated",
                    Message = $"The sub-orchestration '{Record.InstanceId}' was terminated.",
                },
                Answers = parent,
            });
        }
    }

    /// <summary>
    /// Activities that nobody will wait for any more must run all the same, so the instance goes on owing them when their
    /// calls are no longer in its history.
    /// </summary>
    private void DetachActivities()
    {
        IEnumerable<HistoryEvent> running = _isNewGeneration
            ? []
            : _live.OpenActivities.Values.Where(activity => !_answered.Contains(activity.TaskId));
        foreach (HistoryEvent activity in running.Concat(_newActivities))
        {
            AddToOutbox(key => new OutboxItem { Key = key, Activity = activity });
        }

        _newActivities.Clear();
    }

    private void AddMessage(Func<string, InboxMessage> make) => AddToOutbox(key => new OutboxItem { Key = key, Message = make(key) });

    private void AddToOutbox(Func<string, OutboxItem> make) =>
        _outbox.Add(make(_keys.Next()) with { ExecutionId = Record.ExecutionId, Generation = Record.Generation });

    private ParentLink LinkTo(HistoryEvent child) => new()
    {
        InstanceId = Record.InstanceId,
        Name = Record.Name,
        ExecutionId = Record.ExecutionId,
        Generation = Record.Generation,
        TaskId = child.TaskId,
    };
}
