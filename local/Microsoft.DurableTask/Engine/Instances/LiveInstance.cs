namespace Support.Local.Durable;

/// <summary>An instance as it is held in memory between two turns. Only the worker that runs its turn touches it.</summary>
internal sealed class LiveInstance
{
    private readonly List<HistoryEvent> _history;
    private OrchestrationSession? _session;
    private readonly Dictionary<int, HistoryEvent> _openActivities = [];
    private readonly Dictionary<int, HistoryEvent> _openChildren = [];

    public LiveInstance(InstanceRecord record, List<HistoryEvent> history)
    {
        Record = record;
        _history = history;
        foreach (HistoryEvent entry in history)
        {
            Track(entry);
        }
    }

    public InstanceRecord Record { get; private set; }

    public IReadOnlyList<HistoryEvent> History => _history;

    /// <summary>Activities that were called and have not answered.</summary>
    public IReadOnlyDictionary<int, HistoryEvent> OpenActivities => _openActivities;

    /// <summary>Sub-orchestrations that were called and have not answered.</summary>
    public IReadOnlyDictionary<int, HistoryEvent> OpenChildren => _openChildren;

    /// <summary>
    /// Takes the orchestrator out where the last committed turn left it. It is put back when the turn that it goes on
    /// with is committed: one that is not is undone by a replay.
    /// </summary>
    public OrchestrationSession? TakeSession()
    {
        OrchestrationSession? session = _session;
        _session = null;
        return session;
    }

    /// <summary>Puts the orchestrator back after a turn in which it had no part.</summary>
    public void Keep(OrchestrationSession? session) => _session = session;

    /// <summary>Takes over what was committed.</summary>
    public void Apply(InstanceRecord committed, TurnOutcome outcome)
    {
        Record = committed;
        if (outcome.IsNewGeneration)
        {
            _history.Clear();
            _openActivities.Clear();
            _openChildren.Clear();
        }

        foreach (HistoryEvent entry in outcome.Appended)
        {
            _history.Add(entry);
            Track(entry);
        }

        _session = outcome.Session;
        if (_session is not null && committed.ExecutedCount == _history.Count)
        {
            // What it asked for is in the history now, and is not told to it again.
            _session.Position = _history.Count;
            _session.WasHeld = false;
        }
    }

    /// <summary>Takes over a record whose history is the same.</summary>
    public void Replace(InstanceRecord committed) => Record = committed;

    private void Track(HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.TaskScheduled:
                _openActivities.Add(entry.TaskId, entry);
                break;
            case HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed:
                _openActivities.Remove(entry.TaskId);
                break;
            case HistoryEventKind.SubOrchestrationCreated:
                _openChildren.Add(entry.TaskId, entry);
                break;
            case HistoryEventKind.SubOrchestrationCompleted or HistoryEventKind.SubOrchestrationFailed:
                _openChildren.Remove(entry.TaskId);
                break;
            default:
                break;
        }
    }
}
