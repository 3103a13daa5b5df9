using Support.Domain.Tickets;

namespace Support.Domain.Mail;

/// <summary>A mail of the ticket did not reach somebody.</summary>
/// <param name="Recipients">Whom.</param>
public sealed record RecordBounce(IReadOnlyList<Undelivered> Recipients) : TicketCommand;

/// <summary>A mail of the ticket did not reach somebody.</summary>
public sealed record MailBounced : TicketEventData
{
    /// <summary>Whom.</summary>
    public required string Recipient { get; init; }

    /// <summary>Whether it was given up; false for a mail that is only late.</summary>
    public required bool Failed { get; init; }

    /// <summary>Whether another attempt is of no use, so that nothing is sent there any more.</summary>
    public required bool Permanent { get; init; }

    /// <summary>The enhanced status code (RFC 3463), <c>5.1.1</c>; null for none.</summary>
    public string? Status { get; init; }

    /// <summary>What the mail server said; null for nothing.</summary>
    public string? Diagnostic { get; init; }
}

/// <summary>Writes down what did not arrive.</summary>
internal static class BounceRules
{
    /// <summary>What a server says may be long; this much tells why.</summary>
    public const int DiagnosticLengthMax = 500;

    public static string? Record(TicketDraft draft, RecordBounce command)
    {
        foreach (Undelivered undelivered in command.Recipients)
        {
            string what = undelivered.Failed ? "a mail could not be delivered" : "a mail is late";
            draft.Emit(
                new MailBounced
                {
                    Recipient = undelivered.Address,
                    Failed = undelivered.Failed,
                    Permanent = undelivered.Failed && undelivered.Permanent,
                    Status = undelivered.Status,
                    Diagnostic = Cut(undelivered.Diagnostic),
                },
                undelivered.Status is { } status ? $"{what} ({status})" : what);
        }

        return null;
    }

    private static string? Cut(string? text) =>
        text is null || text.Length <= DiagnosticLengthMax ? text : text[..DiagnosticLengthMax];
}
