namespace Support.Local.Durable;

/// <summary>What a turn comes to in the store.</summary>
internal sealed partial class Turn
{
    /// <summary>Past this many characters the end of a history becomes a page of its own.</summary>
    private const int MaxTailChars = 24_000;

    /// <summary>The outcome of a turn in which the orchestrator had no part.</summary>
    public TurnOutcome WithoutRun()
    {
        _session = _live.TakeSession();
        TurnOutcome outcome = Outcome([], Record with { Timers = _live.Record.Timers });
        bool hasChanged = _takenMessages.Count > 0
            || _outbox.Count != _live.Record.Outbox.Count
            || outcome.Commit!.Record.IsActive != _live.Record.IsActive;
        return hasChanged ? outcome : new TurnOutcome { Session = _session };
    }

    public TurnOutcome Finish()
    {
        List<HistoryEvent> appended = [.. WithTurnStart()];
        int total = appended.Count + (_isNewGeneration ? 0 : _live.History.Count);
        return Outcome(appended, Record with
        {
            UpdatedAt = _now,
            ExecutedCount = _isHeld ? Record.ExecutedCount : total,
        });
    }

    private TurnOutcome Outcome(List<HistoryEvent> appended, InstanceRecord record)
    {
        HistoryTail tail = (_isNewGeneration ? HistoryTail.Empty : _live.Record.Tail).Append(HistoryText.Write(appended));
        int keptPages = _isNewGeneration ? 0 : _live.Record.PageCount;
        List<string> pages = tail.Length > MaxTailChars ? [.. PayloadLimits.Pages(tail.ToString())] : [];
        record = record with
        {
            Turn = record.Turn + 1,
            Tail = pages.Count > 0 ? HistoryTail.Empty : tail,
            PageCount = keptPages + pages.Count,
            Outbox = _outbox,
        };
        int openActivities = _newActivities.Count + (_isNewGeneration ? 0 : _live.OpenActivities.Count - _answeredActivities);
        return new TurnOutcome
        {
            Commit = new InstanceCommit
            {
                Record = record.Marked(openActivities),
                NewPages = pages,
                OldPages = _isNewGeneration ? (_live.Record.Generation, _live.Record.PageCount) : default,
                TakenMessages = _takenMessages,
            },
            IsNewGeneration = _isNewGeneration,
            Appended = appended,
            Calls = _calls,
            NeedsAnotherTurn = _needsAnotherTurn,
            Session = _session,
        };
    }
}
