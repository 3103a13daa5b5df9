using System.Security.Cryptography;
using System.Text;
using Support.Domain.Notices;
using Support.Domain.Tickets;

namespace Support.Platform.Mail;

/// <summary>
/// Message-IDs and threading headers (RFC 5322, 3.6.4). They are a function of ticket and notice: a mail that is sent
/// again carries the same id, and every mail of a ticket refers to the same root, so that clients thread them.
/// </summary>
public static class MailThread
{
    /// <summary>The headers of the mail of a notice.</summary>
    public static IReadOnlyDictionary<string, string> Headers(TicketId ticketId, Notice notice, string supportAddress)
    {
        string domain = supportAddress[(supportAddress.LastIndexOf('@') + 1)..];
        string ticket = ticketId.Value.ToLowerInvariant();
        string root = $"<{ticket}@{domain}>";
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            // RFC 3834: what no person wrote says so, and no machine answers it.
            ["Auto-Submitted"] = notice.Reason == NoticeReason.Acknowledgement ? "auto-replied" : "auto-generated",
            ["X-Auto-Response-Suppress"] = "All",
            ["X-Support-Ticket"] = ticketId.Value,
        };

        // An acknowledgement begins the requester's thread: its id is the root itself.
        if (notice.Reason == NoticeReason.Acknowledgement)
        {
            headers["Message-ID"] = root;
            return headers;
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Key)).AsSpan(0, 8));
        headers["Message-ID"] = $"<{ticket}.{notice.EventVersion}.{hash}@{domain}>";
        headers["In-Reply-To"] = root;
        headers["References"] = root;
        return headers;
    }

    /// <summary>The id under which every attempt at this notice is one operation to a provider that knows such ids.</summary>
    public static Guid OperationId(TicketId ticketId, Notice notice) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{ticketId}/{notice.Key}")).AsSpan(0, 16));
}
