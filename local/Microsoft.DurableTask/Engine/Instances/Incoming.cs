namespace Support.Local.Durable;

/// <summary>Something in an instance's mailbox, which lives in memory only.</summary>
internal abstract record Incoming
{
    /// <summary>Nothing but a reason to look: the instance was created, or a restart goes on with it.</summary>
    public sealed record Wake(InstanceRecord? Record = null, bool IsRecovery = false) : Incoming;

    /// <summary>One of the instance's timers may be due.</summary>
    public sealed record TimerDue : Incoming
    {
        public static TimerDue Instance { get; } = new();
    }

    /// <summary>The instance was changed in the store by somebody else than its worker.</summary>
    public sealed record Changed : Incoming
    {
        public static Changed Instance { get; } = new();
    }

    /// <summary>A stored message.</summary>
    public sealed record Message(InboxMessage Content) : Incoming;

    /// <summary>A message that may or may not be stored: the write failed, but perhaps only its answer was lost.</summary>
    public sealed record Doubtful(InboxMessage Content) : Incoming;

    /// <summary>The answer to a call, which is stored with the turn that takes it in.</summary>
    /// <param name="ExecutionId">The execution that made the call.</param>
    /// <param name="Generation">The generation that made the call.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record Answered(Guid ExecutionId, int Generation, HistoryEvent Answer) : Incoming;

    /// <summary>A continuation of a task that is not durable came after its turn.</summary>
    public sealed record ForeignContinuation(Guid ExecutionId, int Generation) : Incoming;
}
