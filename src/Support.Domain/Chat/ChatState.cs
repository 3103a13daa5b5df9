namespace Support.Domain.Chat;

/// <summary>The chat that a ticket is held in.</summary>
/// <param name="LastAt">When somebody last wrote in it for all to see.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
public sealed record ChatState(DateTimeOffset LastAt, DateTimeOffset? EndedAt)
{
    /// <summary>Whether the visitor has been sent what was said.</summary>
    public bool TranscriptSent { get; init; }
}
