namespace Support.Domain.Tickets;

/// <summary>A file that came with a message. Its bytes lie in the content store.</summary>
public sealed record AttachedFile
{
    /// <summary>The name under which the content store holds the bytes: drawn at random, so that it cannot be guessed.</summary>
    public required string Content { get; init; }

    /// <summary>The file's name: one path segment without control characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the bytes are, as they themselves show: <c>image/png</c>. What the sender said is not believed.</summary>
    public required string ContentType { get; init; }

    /// <summary>How many bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The Content-ID by which the message's HTML shows the file (RFC 2392); null for one that stands beside the text.</summary>
    public string? ContentId { get; init; }
}
