namespace Support.Mail.Parts;

/// <summary>
/// A mail taken apart: its headers, its texts and its files, whoever took it apart, this system from the bytes of RFC 5322 or a
/// provider from whom it came in pieces. <see cref="InboundMail"/> is made of it.
/// </summary>
public sealed record MailParts
{
    /// <summary>The header fields.</summary>
    public required MailHeaders Headers { get; init; }

    /// <summary>The readable plain text, lines parted by <c>\n</c>; null when the mail has HTML only.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML as it came, not yet safe to show; null when the mail has none.</summary>
    public string? Html { get; init; }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The text of the part <c>message/delivery-status</c> (RFC 3464); null when there is none.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>The headers of the mail that a report is about; null when there is no such part.</summary>
    public MailHeaders? Returned { get; init; }

    /// <summary>What was broken, and how it was read all the same, for a person to read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
