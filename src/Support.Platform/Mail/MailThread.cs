using System.Security.Cryptography;
using System.Text;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Platform.Mail;

/// <summary>
/// Message-IDs and threading headers (RFC 5322, 3.6.4). They are a function of ticket and notice: a mail that is sent
/// again carries the same id, and every mail of a ticket refers to the same root, so that clients thread them. They are
/// signed, so that nobody who has not seen a mail can name it.
/// </summary>
public static class MailThread
{
    private const int AnsweredLengthMax = 250;

    /// <summary>The headers of the mail of a notice.</summary>
    /// <param name="signer">Signs the ids.</param>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="notice">The notice.</param>
    /// <param name="supportAddress">Whose domain the ids have.</param>
    /// <param name="answered">
    /// The Message-ID, with angle brackets, of the mail that opened the ticket, so that its writer's client puts our mails
    /// beside it; null for a ticket that no mail opened.
    /// </param>
    public static IReadOnlyDictionary<string, string> Headers(
        MailSigner signer, TicketId ticketId, Notice notice, string supportAddress, string? answered = null)
    {
        string domain = DomainOf(supportAddress);
        string root = signer.RootId(ticketId, domain);
        string? theirs = answered is not null && IsMessageId(answered) ? answered : null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            // RFC 3834: what no person wrote says so, and no machine answers it.
            ["Auto-Submitted"] = notice.Reason == NoticeReason.Acknowledgement ? "auto-replied" : "auto-generated",
            ["X-Auto-Response-Suppress"] = "All",
            ["X-Support-Ticket"] = ticketId.Value,
            ["Message-ID"] = signer.MessageId(ticketId, notice, domain),
        };

        // An acknowledgement begins our side of the thread: its id is the root itself.
        bool begins = notice.Reason == NoticeReason.Acknowledgement;
        if ((begins ? theirs : root) is { } before)
        {
            headers["In-Reply-To"] = before;
            headers["References"] = begins || theirs is null ? before : $"{theirs} {root}";
        }

        return headers;
    }

    /// <summary>The domain that our Message-IDs have.</summary>
    public static string DomainOf(string supportAddress) => supportAddress[(supportAddress.LastIndexOf('@') + 1)..];

    // It comes from outside and goes into a header.
    private static bool IsMessageId(string text) =>
        text.Length <= AnsweredLengthMax && text.StartsWith('<') && text.EndsWith('>')
        && text.AsSpan(1, text.Length - 2).IndexOfAnyExceptInRange('!', '~') < 0 && text.AsSpan(1, text.Length - 2).IndexOfAny('<', '>') < 0;

    /// <summary>The id under which every attempt at this notice is one operation to a provider that knows such ids.</summary>
    public static Guid OperationId(TicketId ticketId, Notice notice) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{ticketId}/{notice.Key}")).AsSpan(0, 16));
}
