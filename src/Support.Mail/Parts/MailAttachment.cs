namespace Support.Mail.Parts;

/// <summary>A file in a mail.</summary>
public sealed record MailAttachment
{
    /// <summary>The file's name: one path segment without control characters; never empty.</summary>
    public required string Name { get; init; }

    /// <summary>What the sender says it is, in lower case without parameters: <c>image/png</c>. Nobody has checked it.</summary>
    public required string ContentType { get; init; }

    /// <summary>The bytes, decoded.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The Content-ID without angle brackets, by which HTML shows it (<c>cid:</c>, RFC 2392); null for none.</summary>
    public string? ContentId { get; init; }

    /// <summary>Whether it is meant to be seen within the text and not beside it.</summary>
    public bool Inline { get; init; }
}
