namespace Support.Local.Durable;

/// <summary>What a turn changed, before it is committed.</summary>
internal sealed record TurnOutcome
{
    /// <summary>What to commit; null if the turn has nothing to say.</summary>
    public InstanceCommit? Commit { get; init; }

    /// <summary>Whether <see cref="Appended"/> is a new history rather than the end of the present one.</summary>
    public bool IsNewGeneration { get; init; }

    public IReadOnlyList<HistoryEvent> Appended { get; init; } = [];

    /// <summary>Activities to run once the turn is committed.</summary>
    public IReadOnlyList<ActivityCall> Calls { get; init; } = [];

    /// <summary>The orchestrator where this turn left it, if it still waits for something.</summary>
    public OrchestrationSession? Session { get; init; }

    /// <summary>Whether the orchestrator has more to do at once.</summary>
    public bool NeedsAnotherTurn { get; init; }
}
