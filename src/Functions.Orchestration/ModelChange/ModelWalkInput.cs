namespace Support.Functions.Orchestration.ModelChange;

/// <summary>What a run of the walk starts from. Kept in orchestration histories: members may be added, never renamed.</summary>
/// <param name="Number">Which change of the model.</param>
public sealed record ModelWalkInput(int Number)
{
    /// <summary>Where the page before ended; null for the first.</summary>
    public string? Continuation { get; init; }

    /// <summary>How many tickets the pages before had.</summary>
    public int Done { get; init; }

    /// <summary>How many there are; null before they are counted.</summary>
    public int? Total { get; init; }
}

/// <summary>What came of a page. Kept in orchestration histories: members may be added, never renamed.</summary>
/// <param name="IsLast">Whether the walk ends here.</param>
/// <param name="Continuation">Where the next page begins.</param>
/// <param name="Done">How many tickets have been looked at.</param>
/// <param name="Total">How many there were.</param>
/// <param name="Unchanged">Tickets of this page on which nothing was recorded.</param>
public sealed record ModelWalkStep(bool IsLast, string? Continuation, int Done, int Total, IReadOnlyList<string> Unchanged);

/// <summary>What the walk shows of itself.</summary>
/// <param name="Done">How many tickets have been looked at.</param>
/// <param name="Total">How many there were.</param>
public sealed record ModelWalkProgress(int Done, int Total);
