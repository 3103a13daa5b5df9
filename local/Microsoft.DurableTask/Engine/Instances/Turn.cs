using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>A turn in the making: what came in, what the orchestrator did with it, and the state that follows.</summary>
internal sealed partial class Turn
{
    private readonly LiveInstance _live;
    private readonly MessageKeys _keys;
    private readonly DateTime _now;
    private readonly List<HistoryEvent> _appended = [];
    private readonly HashSet<int> _answered = [];
    private readonly List<string> _takenMessages = [];
    private readonly List<OutboxItem> _outbox;
    private readonly List<ActivityCall> _calls = [];
    private readonly List<HistoryEvent> _newActivities = [];
    private int _answeredActivities;
    private bool _isNewGeneration;
    private bool _isStarted;
    private bool _isSuspended;
    private bool _isHeld;
    private bool _owesFirstRun;
    private bool _needsAnotherTurn;
    private OrchestrationSession? _session;

    public Turn(LiveInstance live, MessageKeys keys, DateTime now)
    {
        _live = live;
        _keys = keys;
        _now = now;
        Record = live.Record;
        _outbox = [.. live.Record.Outbox];
        _isSuspended = live.Record.Status == OrchestrationRuntimeStatus.Suspended;
        _isStarted = live.History.Count > 0;
    }

    public InstanceRecord Record { get; private set; }


    public InboxMessage? Termination { get; private set; }

    public bool MetForeignContinuation { get; private set; }

    /// <summary>Whether there is anything that a history would have to tell.</summary>
    public bool HasNews => _owesFirstRun || _appended.Count > 0 || Termination is not null || MetForeignContinuation;

    /// <summary>Whether what came in is only recorded, because the orchestrator must not run yet.</summary>
    public bool MustHold => _isSuspended || Record.WaitsForStart;

    /// <summary>The orchestrator as the last turn left it, if it is still in memory.</summary>
    public OrchestrationSession? TakeSession() => _live.TakeSession();

    /// <summary>The generation's history as it would be if the turn ended now, but for its first entries.</summary>
    public IEnumerable<HistoryEvent> HistoryAfter(int position)
    {
        for (int i = _isNewGeneration ? _live.History.Count : position; i < _live.History.Count; i++)
        {
            yield return _live.History[i];
        }

        foreach (HistoryEvent entry in WithTurnStart())
        {
            yield return entry;
        }
    }

    /// <summary>Takes what came in out of the store without heeding it.</summary>
    public void Discard(Incoming incoming)
    {
        if (incoming is Incoming.Message message)
        {
            _takenMessages.Add(message.Content.Key);
        }
        else if (incoming is Incoming.Answered answered)
        {
            _outbox.RemoveAll(item => item.IsCall(answered.ExecutionId, answered.Generation, answered.Answer.TaskId));
        }
    }

    public void Take(Incoming incoming)
    {
        Discard(incoming);
        switch (incoming)
        {
            case Incoming.TimerDue:
                FireTimers();
                break;
            case Incoming.Changed:
                break;
            case Incoming.Message { Content: var message }:
                Take(message);
                break;
            case Incoming.Answered answered:
                TakeAnswer(answered.ExecutionId, answered.Generation, answered.Answer);
                break;
            case Incoming.ForeignContinuation foreign:
                MetForeignContinuation |= foreign.ExecutionId == Record.ExecutionId && foreign.Generation == Record.Generation;
                break;
            case Incoming.Wake:
                // A generation that has not run yet needs no other reason to.
                _owesFirstRun |= Record.OwesFirstRun;
                break;
            default:
                throw new ArgumentException($"{incoming.GetType()} is not known.", nameof(incoming));
        }
    }

    private void Take(InboxMessage message)
    {
        switch (message.Kind)
        {
            case InboxMessageKind.Event:
                Append(new HistoryEvent { Kind = HistoryEventKind.EventRaised, Name = message.Name, Data = message.Data });
                break;
            case InboxMessageKind.Terminate when message.Answers is null || message.Answers == Record.Parent:
                Termination ??= message;
                break;
            case InboxMessageKind.Suspend when !_isSuspended:
                _isSuspended = true;
                Append(new HistoryEvent { Kind = HistoryEventKind.ExecutionSuspended, Name = message.Name });
                break;
            case InboxMessageKind.Resume when _isSuspended:
                _isSuspended = false;
                Append(new HistoryEvent { Kind = HistoryEventKind.ExecutionResumed, Name = message.Name });
                break;
            case InboxMessageKind.ChildCompleted or InboxMessageKind.ChildFailed:
                TakeAnswer(message.Answers!.ExecutionId, message.Answers.Generation, new HistoryEvent
                {
                    Kind = message.Kind == InboxMessageKind.ChildCompleted
                        ? HistoryEventKind.SubOrchestrationCompleted
                        : HistoryEventKind.SubOrchestrationFailed,
                    TaskId = message.Answers.TaskId,
                    Data = message.Data,
                    Failure = message.Failure,
                });
                break;
            default:
                // Suspended twice, resumed twice, or terminated as the child of another: nothing to do.
                break;
        }
    }

    /// <summary>Takes an answer if its question is still open: what is delivered again, or too late, is no news.</summary>
    private void TakeAnswer(Guid executionId, int generation, HistoryEvent answer)
    {
        bool isActivity = answer.Kind is HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed;
        bool isOpen = isActivity
            ? _live.OpenActivities.ContainsKey(answer.TaskId)
            : _live.OpenChildren.ContainsKey(answer.TaskId);
        if (isOpen && executionId == Record.ExecutionId && generation == Record.Generation && _answered.Add(answer.TaskId))
        {
            Append(answer);
            _answeredActivities += isActivity ? 1 : 0;
        }
    }

    private void FireTimers()
    {
        List<OpenTimer> due = [.. Record.Timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due).ThenBy(timer => timer.TaskId)];
        if (due.Count > 0)
        {
            Record = Record with { Timers = [.. Record.Timers.Except(due)] };
            foreach (OpenTimer timer in due)
            {
                Append(new HistoryEvent { Kind = HistoryEventKind.TimerFired, TaskId = timer.TaskId });
            }
        }
    }

    private void Append(HistoryEvent entry) => _appended.Add(entry);

    /// <summary>A turn begins with its time, and an instance's first turn with the instance.</summary>
    private IEnumerable<HistoryEvent> WithTurnStart()
    {
        yield return new HistoryEvent { Kind = HistoryEventKind.TurnStarted, Time = _now, Held = _isHeld };
        if (!_isStarted)
        {
            yield return new HistoryEvent { Kind = HistoryEventKind.ExecutionStarted };
        }

        foreach (HistoryEvent entry in _appended)
        {
            yield return entry;
        }
    }
}
