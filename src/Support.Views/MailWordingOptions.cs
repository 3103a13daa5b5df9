namespace Support.Views;

/// <summary>What the words of a mail depend on besides the ticket.</summary>
public sealed class MailWordingOptions
{
    /// <summary>
    /// Whether replies to our mails come back into the ticket. False by default: a mail that invites a reply which nobody
    /// reads loses the requester's words, so only a desk that takes in mail says so.
    /// </summary>
    public bool RepliesAreRead { get; set; }
}
