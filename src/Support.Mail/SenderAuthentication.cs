namespace Support.Mail;

/// <summary>
/// SPF, DKIM and DMARC as the receiving server vouches for them (RFC 8601): <c>pass</c>, <c>fail</c>, <c>softfail</c>,
/// <c>neutral</c>, <c>none</c>, <c>temperror</c>, <c>permerror</c>; null where it says nothing. A header that the sender wrote
/// himself is not believed.
/// </summary>
public sealed record SenderAuthentication
{
    /// <summary>The server that vouches; null when none that we trust does.</summary>
    public string? Server { get; init; }

    /// <summary>Whether the envelope's sender may send from that address.</summary>
    public string? Spf { get; init; }

    /// <summary>Whether a signature holds.</summary>
    public string? Dkim { get; init; }

    /// <summary>Whether the header's sender is who the domain's owner says.</summary>
    public string? Dmarc { get; init; }

    /// <summary>Whether the forwarders' chain of seals holds (RFC 8617). It is noted, and proves nothing: any server can seal.</summary>
    public string? Arc { get; init; }

    /// <summary>What was believed and why, for a person to read.</summary>
    public string Reason { get; init; } = "no server that we trust says anything";

    /// <summary>Whether the From address is proven: DMARC passed.</summary>
    public bool IsProven => Dmarc == "pass";

    /// <summary>Whether the From address is forged as far as the receiving server can tell: DMARC failed.</summary>
    public bool IsForged => Dmarc == "fail";
}
