using Support.Domain.Tickets;

namespace Support.Domain.Mail;

/// <summary>Who or what wrote a mail.</summary>
public enum MailNature
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A machine that says that somebody is away.</summary>
    OutOfOffice,

    /// <summary>A machine that answers a mail.</summary>
    AutoReply,

    /// <summary>A mail server that reports of a mail that was not delivered.</summary>
    Bounce,

    /// <summary>A mailing list, or somebody through one.</summary>
    List,

    /// <summary>Another machine: a monitor, a shop.</summary>
    Generated,

    /// <summary>This system: its own mail comes back.</summary>
    Own,
}

/// <summary>What vouches for the address that a mail says it is from.</summary>
public enum SenderTrust
{
    /// <summary>Nothing: most domains do not say what is theirs.</summary>
    Unproven,

    /// <summary>The domain's owner: DMARC passed.</summary>
    Proven,

    /// <summary>The domain's owner says that it is not theirs: DMARC failed.</summary>
    Forged,
}

/// <summary>How a mail names a ticket, the strongest first.</summary>
public enum ClaimKind
{
    /// <summary>It was sent to the ticket's own address, whose signature holds: the sender has a mail that went to <see cref="MailClaim.Holder"/>.</summary>
    Token,

    /// <summary>It answers a mail of ours by a Message-ID whose signature holds.</summary>
    MessageId,

    /// <summary>Its subject has the reference, or it answers a Message-ID that anybody could have made up.</summary>
    Tag,
}

/// <summary>That a mail says it belongs to a ticket.</summary>
public sealed record MailClaim
{
    /// <summary>How it says so.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>The ticket that it names.</summary>
    public required Ticket Named { get; init; }

    /// <summary>The ticket in which that one goes on today; itself where it was not merged.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>Whom the mail that is answered was sent to; null when that is not known.</summary>
    public string? Holder { get; init; }

    /// <summary>The addresses outside the desk that mails of the ticket went to.</summary>
    public IReadOnlyList<string> WroteTo { get; init; } = [];
}

/// <summary>A recipient of ours whom a mail did not reach, as the report of it says.</summary>
/// <param name="Address">Whom.</param>
/// <param name="Failed">Whether it was given up; false for a mail that is only late.</param>
/// <param name="Permanent">Whether another attempt is of no use.</param>
/// <param name="Status">The enhanced status code (RFC 3463), <c>5.1.1</c>; null for none.</param>
/// <param name="Diagnostic">What the server said; null for nothing.</param>
public sealed record Undelivered(string Address, bool Failed, bool Permanent, string? Status, string? Diagnostic);

/// <summary>All that the fate of a mail depends on.</summary>
public sealed record MailFacts
{
    /// <summary>When it is judged.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Who wrote it, as it says; null when it names nobody.</summary>
    public Requester? Sender { get; init; }

    /// <summary>Its subject.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>Who or what wrote it.</summary>
    public MailNature Nature { get; init; }

    /// <summary>How that shows, for a person to read; null for nothing.</summary>
    public string? NatureReason { get; init; }

    /// <summary>What vouches for the sender's address.</summary>
    public SenderTrust Trust { get; init; }

    /// <summary>The tickets that it names, the strongest claim first.</summary>
    public IReadOnlyList<MailClaim> Claims { get; init; } = [];

    /// <summary>Who gets a copy: everybody whom its header names beside the desk and the sender.</summary>
    public IReadOnlyList<Requester> Copies { get; init; } = [];

    /// <summary>What it reports as not delivered.</summary>
    public IReadOnlyList<Undelivered> Undelivered { get; init; } = [];
}
