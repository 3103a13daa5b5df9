using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Links;

namespace Support.Platform.Mail;

/// <summary>A Message-ID that this system writes.</summary>
/// <param name="Ticket">The ticket whose mail it is.</param>
/// <param name="Version">The version of the event that the mail told of; null for the root of the ticket's thread.</param>
/// <param name="NoticeHash">What tells the notices of one event apart; null for the root.</param>
/// <param name="Signed">Whether the signature holds. An id without one anybody could have made up.</param>
public sealed record OwnMessageId(TicketId Ticket, int? Version, string? NoticeHash, bool Signed);

/// <summary>
/// Signs what comes back by mail: the ticket's own address, made for one recipient alone, and Message-IDs. HMAC-SHA256 of
/// the key ring's secret, cut to 80 bits, in lower-case hexadecimal digits, because mail servers do not keep capitals.
/// </summary>
public sealed class MailSigner(byte[] secret)
{
    private const int SignatureBytes = 10;
    private const int LocalPartLengthMax = 64;
    private const string Root = "root";

    /// <summary>The signer of this installation.</summary>
    public static async ValueTask<MailSigner> OfAsync(KeyRing keys, CancellationToken cancellationToken) =>
        new(await keys.SecretAsync(cancellationToken));

    /// <summary>
    /// The address to which that recipient answers: <c>support+sup-7k3f9qxy.token@…</c>. The support address itself where
    /// that would be too long for mail (RFC 5321, 4.5.3.1.1), or has a plus already.
    /// </summary>
    public string ReplyAddress(string support, TicketId ticket, string recipient)
    {
        int at = support.LastIndexOf('@');
        string local = $"{support[..at]}+{Name(ticket)}.{Token(ticket, recipient)}";
        return local.Length > LocalPartLengthMax || support.Contains('+', StringComparison.Ordinal) ? support : local + support[at..];
    }

    /// <summary>Reads a ticket's own address; null for any other. Whose token it is, <see cref="Fits"/> tells.</summary>
    public static (TicketId Ticket, string Token)? ReadAddress(string support, string address)
    {
        int at = support.LastIndexOf('@');
        int end = address.LastIndexOf('@');
        string start = support[..at] + "+";
        if (end < 0 || !address.AsSpan(end).Equals(support.AsSpan(at), StringComparison.OrdinalIgnoreCase)
            || !address.StartsWith(start, StringComparison.OrdinalIgnoreCase) || end < start.Length)
        {
            return null;
        }

        string tag = address[start.Length..end];
        int dot = tag.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && TicketId.TryParse(tag[..dot], out TicketId ticket) ? (ticket, tag[(dot + 1)..].ToLowerInvariant()) : null;
    }

    /// <summary>Whether the token was made for that recipient of that ticket.</summary>
    public bool Fits(TicketId ticket, string token, string recipient) => AreEqual(token, Token(ticket, recipient));

    /// <summary>The Message-ID of a notice's mail: the same for every attempt. The acknowledgement's is the root of the thread.</summary>
    public string MessageId(TicketId ticket, Notice notice, string domain) => notice.Reason == NoticeReason.Acknowledgement
        ? RootId(ticket, domain)
        : Signed(string.Create(CultureInfo.InvariantCulture, $"{Name(ticket)}.{notice.EventVersion}.{HashOf(notice)}"), domain);

    /// <summary>The Message-ID to which every mail of a ticket refers.</summary>
    public string RootId(TicketId ticket, string domain) => Signed($"{Name(ticket)}.{Root}", domain);

    /// <summary>Reads a Message-ID with its angle brackets; null for one that is none of ours.</summary>
    public OwnMessageId? ReadMessageId(string messageId, string domain)
    {
        string bare = messageId.Trim('<', '>', ' ');
        int at = bare.LastIndexOf('@');
        if (at < 0 || !bare.AsSpan(at + 1).Equals(domain, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] parts = bare[..at].ToLowerInvariant().Split('.');
        if (!TicketId.TryParse(parts[0], out TicketId ticket))
        {
            return null;
        }

        bool signed = parts.Length > 2 && AreEqual(parts[^1], Sign("message-id", string.Join('.', parts[..^1])));
        return parts.Length == 4 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? new OwnMessageId(ticket, version, parts[2], signed)
            : new OwnMessageId(ticket, null, null, signed);
    }

    /// <summary>What tells the notices of one event apart.</summary>
    public static string HashOf(Notice notice) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Key)).AsSpan(0, 8));

    /// <summary>A name in the content store for something made of a mail: the same however often it is made.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="of">What it is made of.</param>
    public string ContentName(string what, ReadOnlySpan<byte> of)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.UTF8.GetBytes($"mail content\n{what}\n"));
        hmac.AppendData(of);
        return Convert.ToHexStringLower(hmac.GetHashAndReset().AsSpan(0, 16));
    }

    private string Token(TicketId ticket, string recipient) => Sign("mail", $"{Name(ticket)}\n{recipient.ToLowerInvariant()}");

    private string Signed(string local, string domain) => $"<{local}.{Sign("message-id", local)}@{domain}>";

    private static string Name(TicketId ticket) => ticket.Value.ToLowerInvariant();

    // What a signature is for is part of what is signed, so that one for one thing is none for another.
    private string Sign(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}\n{text}")).AsSpan(0, SignatureBytes));

    private static bool AreEqual(string sent, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));
}
