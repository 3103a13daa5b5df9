namespace Support.Mail;

/// <summary>Who we are: what is needed to know our own mail, and whom to believe about the mail of others.</summary>
public sealed record MailIdentity
{
    /// <summary>The addresses that the desk is reached at, and writes from; a plus and what follows it do not count.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The domains of the Message-IDs that we write.</summary>
    public IReadOnlyList<string> MessageIdDomains { get; init; } = [];

    /// <summary>
    /// The servers whose Authentication-Results are believed, by the name that each writes first (RFC 8601, 2.2): those that
    /// receive our mail and take such headers off what comes from outside.
    /// </summary>
    public IReadOnlyList<string> TrustedServers { get; init; } = [];

    internal static MailIdentity Nobody { get; } = new();

    internal bool Owns(string? address) =>
        address is not null && Addresses.Any(ours => WithoutTag(ours).Equals(WithoutTag(address), StringComparison.OrdinalIgnoreCase));

    internal bool Wrote(string? messageId) =>
        messageId is not null
        && messageId.TrimEnd('>') is var bare
        && bare.LastIndexOf('@') is >= 0 and var at
        && MessageIdDomains.Contains(bare[(at + 1)..], StringComparer.OrdinalIgnoreCase);

    private static string WithoutTag(string address)
    {
        int at = address.LastIndexOf('@');
        int plus = address.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && plus < at ? address[..plus] + address[at..] : address;
    }
}
