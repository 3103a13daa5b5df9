namespace Support.Domain.Tickets;

/// <summary>What a message was before it became one: the mail, the post, the call. Names of contents are those of the content store.</summary>
public sealed record MessageSource
{
    /// <summary>What identifies it where it comes from: the Message-ID of a mail, the id of a comment; null for nothing.</summary>
    public string? Id { get; init; }

    /// <summary>Where it can be seen: the address of an issue, of a post; null for nowhere.</summary>
    public Uri? Url { get; init; }

    /// <summary>The subject that it came under, where that differs from the ticket's; null otherwise.</summary>
    public string? Subject { get; init; }

    /// <summary>When it was written, as its sender says; null when nobody does.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The content that holds the whole as it came: the mail's bytes, the request's body; null when the text is all.</summary>
    public string? Original { get; init; }

    /// <summary>The content that holds its HTML, safe to show; null when it has none.</summary>
    public string? Html { get; init; }

    /// <summary>The content that holds its whole text with quotes and signatures; null when the message's text is all.</summary>
    public string? WholeText { get; init; }

    /// <summary>What vouches for its sender, for a person to read: <c>dmarc=pass (mx.example.net)</c>; null for nothing.</summary>
    public string? Trust { get; init; }
}
