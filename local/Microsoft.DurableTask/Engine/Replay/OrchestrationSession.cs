namespace Support.Local.Durable;

/// <summary>
/// An orchestrator in the middle of its code. Kept between two turns it goes on where it waits; lost, it is brought back
/// by a replay, which comes to the same: the history says everything that it was told.
/// </summary>
internal sealed class OrchestrationSession(ReplayContext context, TurnSynchronizationContext thread)
{
    public ReplayContext Context { get; } = context;

    public TurnSynchronizationContext Thread { get; } = thread;

    /// <summary>The orchestrator's code; null until the history tells of its start.</summary>
    public Task<object?>? Run { get; set; }

    /// <summary>How many entries of its generation's history it has been told, or has itself brought forth.</summary>
    public int Position { get; set; }

    /// <summary>Whether the last turn it was told of did not run: what its events led to is recorded in a later one.</summary>
    public bool WasHeld { get; set; } = true;
}
