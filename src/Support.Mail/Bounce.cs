namespace Support.Mail;

/// <summary>A delivery report (RFC 3464), or what stands for one in the words of a mail server that writes none.</summary>
public sealed record Bounce
{
    /// <summary>The recipients that it names.</summary>
    public required IReadOnlyList<BouncedRecipient> Recipients { get; init; }

    /// <summary>The Message-ID of the mail that it is about, with angle brackets; null when it does not say.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>How it shows that this is such a report, for a person to read.</summary>
    public string Reason { get; init; } = "a delivery report (RFC 3464)";

    /// <summary>Whether any recipient did not get the mail, or not yet.</summary>
    internal bool IsBounce => Recipients.Count == 0 || Recipients.Any(recipient => recipient.Action is "failed" or "delayed");
}

/// <summary>What became of a mail to one recipient.</summary>
/// <param name="Address">The address that it was sent to.</param>
/// <param name="Action"><c>failed</c>, <c>delayed</c>, <c>delivered</c>, <c>relayed</c> or <c>expanded</c>.</param>
/// <param name="Status">The enhanced status code (RFC 3463): <c>5.1.1</c>; null when the report has none.</param>
/// <param name="Permanent">Whether another attempt is of no use.</param>
/// <param name="Diagnostic">What the server said; null when it said nothing.</param>
/// <param name="FinalAddress">The address at which it failed, where that is another: a forwarding led there.</param>
public sealed record BouncedRecipient(
    string Address, string Action, string? Status, bool Permanent, string? Diagnostic, string? FinalAddress = null);
