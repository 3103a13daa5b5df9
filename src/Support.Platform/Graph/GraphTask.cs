namespace Support.Platform.Graph;

/// <summary>What is to be done about a mailbox.</summary>
public enum GraphTaskKind
{
    /// <summary>Fetch a mail.</summary>
    Fetch,

    /// <summary>Let the subscription last longer: Graph asks for it.</summary>
    Renew,

    /// <summary>Make a new subscription, for Graph removed it, and look what came meanwhile.</summary>
    Resubscribe,

    /// <summary>Look what came: Graph missed notifications.</summary>
    CatchUp,
}

/// <summary>Something to be done about a mailbox, as the queue <c>graph-mail</c> carries it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">The mail, or the subscription that a lifecycle event is about; null for none.</param>
/// <param name="Attempt">How often it was tried before.</param>
public sealed record GraphTask(GraphTaskKind Kind, string? Id = null, int Attempt = 0)
{
    private const int IdLengthMax = 1_000;

    /// <summary>Whether that can be an id of Graph: visible characters, and not without end.</summary>
    public static bool IsId(string? text) => text is { Length: > 0 and <= IdLengthMax } && text.All(static letter => letter is > ' ' and <= '~');
}
