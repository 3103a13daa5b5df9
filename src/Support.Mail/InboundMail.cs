using Support.Mail.Parts;

namespace Support.Mail;

/// <summary>A mail in the one normal form that all ways in share.</summary>
public sealed record InboundMail
{
    /// <summary>The Message-ID with its angle brackets; null when there is none that can be read.</summary>
    public string? MessageId { get; init; }

    /// <summary>Who wrote it; null when the header names nobody.</summary>
    public Mailbox? From { get; init; }

    /// <summary>Where answers are wanted, if not at <see cref="From"/>.</summary>
    public IReadOnlyList<Mailbox> ReplyTo { get; init; } = [];

    /// <summary>To whom it is.</summary>
    public IReadOnlyList<Mailbox> To { get; init; } = [];

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<Mailbox> Cc { get; init; } = [];

    /// <summary>What the SMTP conversation said.</summary>
    public MailEnvelope Envelope { get; init; } = new();

    /// <summary>The subject in one line, decoded; empty when there is none.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>When it was written, as its sender says; null when the header is absurd or absent.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The Message-IDs that it answers, with angle brackets, the newest first: In-Reply-To, then References from its end.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>All header fields.</summary>
    public MailHeaders Headers { get; init; } = MailHeaders.None;

    /// <summary>The whole text, from the plain part or else from the HTML, lines parted by <c>\n</c>.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>What of the text is new: without quotes and signatures. The whole text where nothing would be left.</summary>
    public string ReplyText { get; init; } = string.Empty;

    /// <summary>By which sign the new part was told from the rest, for a person to read; null when nothing was taken off.</summary>
    public string? ReplyReason { get; init; }

    /// <summary>The HTML, safe to show: nothing that runs, nothing that is fetched; null when the mail has none.</summary>
    public string? Html { get; init; }

    /// <summary>The files.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Whether a machine wrote it, and how that shows.</summary>
    public MachineVerdict Machine { get; init; } = MachineVerdict.Person;

    /// <summary>What it reports of a mail that was not delivered; null when it is no such report.</summary>
    public Bounce? Bounce { get; init; }

    /// <summary>What the receiving server vouches for.</summary>
    public SenderAuthentication Authentication { get; init; } = new();

    /// <summary>What was broken, and how it was read all the same.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Understands a mail. Whatever its parts hold, there is an answer and never an exception.</summary>
    /// <param name="parts">The mail, taken apart.</param>
    /// <param name="envelope">What the SMTP conversation said; null when nobody passed it on.</param>
    /// <param name="own">Who we are; null when that is not known, so that no mail is ours and no server is believed.</param>
    public static InboundMail Of(MailParts parts, MailEnvelope? envelope = null, MailIdentity? own = null) =>
        MailUnderstanding.Of(parts, envelope ?? new MailEnvelope(), own ?? MailIdentity.Nobody);
}
