namespace Support.Local.Durable;

/// <summary>
/// Where an engine keeps everything. Each method is one step that happens or does not; none is retried here. What cannot
/// be reached throws; what lost a race says so in its result.
/// </summary>
internal interface IDurableStore
{
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <returns>The record with its ETag, or null if an instance of that id exists.</returns>
    Task<InstanceRecord?> CreateAsync(InstanceRecord record, CancellationToken cancellationToken);

    Task<InstanceRecord?> ReadAsync(string instanceId, CancellationToken cancellationToken);

    /// <returns>The full pages of the record's generation, as one text.</returns>
    Task<string> ReadPagesAsync(InstanceRecord record, CancellationToken cancellationToken);

    /// <summary>Makes a commit. Made again, after an attempt whose answer was lost, it succeeds without effect.</summary>
    /// <returns>
    /// The record with its new ETag, or null if the state is not the one that the commit replaces or a message that it
    /// takes in is gone.
    /// </returns>
    Task<InstanceRecord?> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken);

    /// <summary>Puts a message into its instance's inbox; does nothing if it lies there already.</summary>
    Task AppendMessageAsync(InboxMessage message, CancellationToken cancellationToken);

    /// <returns>Those of the messages that still lie in the inbox.</returns>
    Task<IReadOnlySet<string>> FindMessagesAsync(string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Takes messages out that nobody wants.</summary>
    Task DeleteMessagesAsync(string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <returns>False if the state is no longer the record's.</returns>
    Task<bool> DeleteAsync(InstanceRecord record, CancellationToken cancellationToken);

    /// <summary>Every active instance and every message: what a restart goes on with.</summary>
    Task<PendingWork> ReadPendingAsync(CancellationToken cancellationToken);

    Task<InstancePage> QueryAsync(InstanceFilter filter, CancellationToken cancellationToken);

    Task AddTimerPageAsync(TimerPage page, CancellationToken cancellationToken);

    Task DeleteTimerPagesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    Task<IReadOnlyList<TimerPage>> ReadTimerPagesAsync(CancellationToken cancellationToken);
}

/// <summary>What a restart goes on with.</summary>
internal sealed record PendingWork(IReadOnlyList<InstanceRecord> Instances, IReadOnlyList<InboxMessage> Messages);

/// <summary>A page of an answer, in the order of instance ids.</summary>
internal sealed record InstancePage(IReadOnlyList<InstanceRecord> Instances, string? ContinuationToken);

/// <summary>Entries of the timer index that were written together.</summary>
internal sealed record TimerPage(string Key, string Content);
