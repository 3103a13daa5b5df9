namespace Support.Mail.Parts;

/// <summary>One header field.</summary>
/// <param name="Name">The name as it came; names have no case.</param>
/// <param name="Value">
/// The value, unfolded, in Unicode, with what cannot be decoded as U+FFFD; encoded words (RFC 2047) are still encoded, because
/// where they may stand depends on the field.
/// </param>
public sealed record MailHeader(string Name, string Value);
