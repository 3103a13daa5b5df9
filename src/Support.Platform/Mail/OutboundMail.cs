namespace Support.Platform.Mail;

/// <summary>A mail on its way out.</summary>
public sealed record OutboundMail
{
    /// <summary>The support address that answers come back to.</summary>
    public required string From { get; init; }

    /// <summary>What people call the desk.</summary>
    public required string FromName { get; init; }

    /// <summary>Where answers go: the ticket's own address for this recipient; null for <see cref="From"/>.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>What people call the recipient; null when nobody said.</summary>
    public string? ToName { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>HTML.</summary>
    public required string Html { get; init; }

    /// <summary>Headers beyond the address lines, <c>Message-ID</c> among them.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The same for every attempt at one mail, so that a provider that knows it sends the mail once.</summary>
    public required Guid OperationId { get; init; }
}

/// <summary>The way out for mail. Two senders exist, so that an operator can change provider by configuration alone.</summary>
public interface IMailSender
{
    /// <summary>Hands the mail over; true once the provider has taken it, false when there is no provider at all.</summary>
    /// <exception cref="MailRefusedException">The provider will never take this mail.</exception>
    Task<bool> SendAsync(OutboundMail mail, CancellationToken cancellationToken);
}

/// <summary>A provider will never take a mail; trying again is of no use.</summary>
public sealed class MailRefusedException(string message, Exception inner) : Exception(message, inner);
