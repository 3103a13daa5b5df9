namespace Support.Domain.Tickets;

/// <summary>What comes with the text of a message.</summary>
public sealed record Enclosures
{
    /// <summary>Nothing.</summary>
    public static Enclosures None { get; } = new();

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>What the message was before it became one; null for one that was written here.</summary>
    public MessageSource? Source { get; init; }
}
