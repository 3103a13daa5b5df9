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

    /// <summary>Whether the From address is proven: DMARC passed.</summary>
    public bool IsProven => Dmarc == "pass";

    /// <summary>Whether the From address is forged as far as the receiving server can tell: DMARC failed.</summary>
    public bool IsForged => Dmarc == "fail";
}
