namespace Support.Local.Durable;

/// <summary>One turn's change of the store: all of it or nothing.</summary>
internal sealed record InstanceCommit
{
    /// <summary>Tells this commit from any other when nobody knows whether an attempt to make it succeeded.</summary>
    public Guid Id { get; } = LocalIdentity.NewGuid();

    /// <summary>The new state; its ETag is that of the state it replaces.</summary>
    public required InstanceRecord Record { get; init; }

    /// <summary>Pages that have become full, the last of them with the number <c>PageCount - 1</c>.</summary>
    public IReadOnlyList<string> NewPages { get; init; } = [];

    /// <summary>Generation whose pages are no longer needed, and how many there are.</summary>
    public (int Generation, int Count) OldPages { get; init; }

    /// <summary>Keys of the messages that this turn took in.</summary>
    public IReadOnlyList<string> TakenMessages { get; init; } = [];
}
