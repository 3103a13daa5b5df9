namespace Support.Mail;

/// <summary>What the SMTP conversation said, where whoever delivers the mail passes it on.</summary>
public sealed record MailEnvelope
{
    /// <summary>The reverse path; empty for the null path of a bounce, null when nobody said.</summary>
    public string? From { get; init; }

    /// <summary>The addresses that the mail was delivered to, beside those that its header names.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>
    /// What the delivering provider itself found out of the sender, in the words of an Authentication-Results header
    /// (RFC 8601): <c>spf=pass dkim=pass dmarc=pass</c>. It is believed, as the provider is; null when it says nothing.
    /// </summary>
    public string? AuthenticationResults { get; init; }
}
