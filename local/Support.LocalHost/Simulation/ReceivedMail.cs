namespace Support.Local.Hosting.Simulation;

/// <summary>A mail that a simulated backend sent.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="OperationId">What its sender called the operation: the same for every attempt at one mail.</param>
/// <param name="To">The addresses.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Headers">The headers beyond the address lines.</param>
public sealed record ReceivedMail(
    DateTimeOffset At, string OperationId, IReadOnlyList<string> To, string Subject, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Where answers go; null for to its sender.</summary>
    public string? ReplyTo { get; init; }
}
