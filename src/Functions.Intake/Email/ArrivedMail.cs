using Support.Mail;
using Support.Mail.Parts;

namespace Support.Functions.Intake.Email;

/// <summary>A mail as whoever delivers it handed it over, before anybody has read it.</summary>
public sealed record ArrivedMail
{
    /// <summary>The content type of a mail that is its own bytes (RFC 5322).</summary>
    public const string Rfc822 = "message/rfc822";

    /// <summary>The most that a mail has, in bytes, whichever way it comes.</summary>
    public const int BytesMax = 25 * 1024 * 1024;

    /// <summary>Who delivers it, as its route is called: <c>raw</c>, <c>sendgrid</c>, <c>mailgun</c>, <c>postmark</c>, <c>graph</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The id that the provider gave it, for a mail that has no Message-ID; null for none.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The whole as it came: the mail's own bytes, or the body of the provider's request. It is kept as it is.</summary>
    public required ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>What <see cref="Original"/> is, with its parameters; <see cref="Rfc822"/> for the mail's own bytes.</summary>
    public string ContentType { get; init; } = Rfc822;

    /// <summary>
    /// The mail, where the provider took it apart; null where <see cref="Original"/> is the mail's own bytes. A provider whose
    /// mails come in parts is an <see cref="IMailFormat"/> too, by which they are read again.
    /// </summary>
    public MailParts? Parts { get; init; }

    /// <summary>What the SMTP conversation said.</summary>
    public MailEnvelope Envelope { get; init; } = new();
}

/// <summary>
/// Takes apart again what a provider delivered before: a mail that waited because of its sender's rate, or one that is
/// replayed out of the quarantine.
/// </summary>
public interface IMailFormat
{
    /// <summary>The provider: <see cref="ArrivedMail.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>The parts of the mail.</summary>
    /// <param name="original">What was delivered.</param>
    /// <param name="contentType">What that is, with its parameters.</param>
    MailParts Read(ReadOnlyMemory<byte> original, string contentType);
}
