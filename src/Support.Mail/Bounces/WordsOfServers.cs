using Support.Mail.Mime;

namespace Support.Mail.Bounces;

/// <summary>
/// Reports in plain words, as qmail, Exim, older Exchange and some providers write them. Two things have to come together: a
/// mail server as the sender, and an address in a place where such reports have it; a person's mail that speaks of a bounce is
/// none.
/// </summary>
internal static class WordsOfServers
{
    private const int LinesMax = 400;
    private const int LinesOfDiagnosticMax = 4;
    private const int RecipientsMax = 100;

    private static readonly string[] Subjects =
    [
        "undeliver", "delivery status notification", "mail delivery failed", "mail delivery failure", "delivery failure", "failure notice",
        "returned mail", "mail system error", "delivery notification", "could not be delivered", "message delivery", "mail delivery system",
        "unzustellbar", "nicht zustellbar", "zustellung", "non remis", "échec de la remise", "no se puede entregar", "no entregado",
        "impossibile recapitare", "mancata consegna", "não entregue", "niet bezorgd", "onbestelbaar", "nie dostarczono", "недоставлен",
        "kan inte levereras", "kunne ikke leveres", "delayed", "warning: message",
    ];

    private static readonly string[] Delayed =
        ["delayed", "will be retried", "will continue to try", "will keep trying", "not yet been delivered", "still being retried", "you do not need to resend"];

    private static readonly string[] Failures =
    [
        "failed", "failure", "could not be delivered", "couldn't be delivered", "undeliverable", "wasn't able to deliver", "did not reach", "permanent error",
        "permanent fatal errors", "not delivered", "unable to deliver", "nicht zugestellt", "given up", "delivery to the following",
    ];

    public static Bounce? Read(InboundMail mail, MailEnvelope envelope, bool report)
    {
        string sender = (mail.From?.Address ?? string.Empty).Split('@')[0];
        bool server = sender.Equals("mailer-daemon", StringComparison.OrdinalIgnoreCase)
            || sender.Equals("postmaster", StringComparison.OrdinalIgnoreCase)
            || sender.StartsWith("microsoftexchange", StringComparison.OrdinalIgnoreCase)
            || (envelope.From ?? mail.Headers.First("Return-Path"))?.Trim('<', '>', ' ').Length == 0;
        IReadOnlyList<string> failed = [.. mail.Headers.All("X-Failed-Recipients").SelectMany(Addresses.Read).Select(mailbox => mailbox.Address).Take(RecipientsMax)];
        string[] lines = mail.Text.Split('\n', LinesMax + 1);
        bool told = report || ContainsAny(mail.Subject, Subjects) || lines[0].StartsWith("Hi. This is the qmail-send program", StringComparison.Ordinal);
        if (!server || !(told || failed.Count > 0))
        {
            return null;
        }

        string head = string.Join('\n', lines.Take(LinesMax));
        bool delayed = (ContainsAny(mail.Subject, Delayed) || ContainsAny(head, Delayed)) && failed.Count == 0;
        if (!delayed && failed.Count == 0 && !ContainsAny(head, Failures) && DeliveryCode.Find(head) is null)
        {
            return null;
        }

        List<BouncedRecipient> recipients = [.. (failed.Count > 0 ? Named(failed, lines) : Listed(lines)).Select(found => Recipient(found, delayed))];
        return new Bounce
        {
            Recipients = recipients,
            Reason = failed.Count > 0 ? "X-Failed-Recipients, written by Exim" : "a mail server's own words of a mail that was not delivered",
        };
    }

    private static BouncedRecipient Recipient((string Address, string? Diagnostic) found, bool delayed)
    {
        string? status = DeliveryCode.Find(found.Diagnostic);
        bool temporary = delayed || status is ['4', ..];
        return new BouncedRecipient(
            found.Address, temporary ? "delayed" : "failed", status, !temporary && DeliveryCode.IsPermanent(status, found.Diagnostic), found.Diagnostic);
    }

    private static IEnumerable<(string Address, string? Diagnostic)> Named(IReadOnlyList<string> addresses, string[] lines)
    {
        foreach (string address in addresses)
        {
            int line = Array.FindIndex(lines, text => text.Contains(address, StringComparison.OrdinalIgnoreCase));
            yield return (address, line < 0 ? null : Below(lines, line));
        }
    }

    // A line that holds an address and little else: "<ann@example.org>:", "  ann@example.org", "Ann (ann@example.org)".
    private static List<(string Address, string? Diagnostic)> Listed(string[] lines)
    {
        var found = new List<(string, string?)>();
        for (int i = 0; i < lines.Length && i < LinesMax && found.Count < RecipientsMax; i++)
        {
            string line = lines[i].Trim();
            if (line.StartsWith("---", StringComparison.Ordinal) && found.Count > 0)
            {
                break;
            }

            if (AddressAlone(line) is { } address && !found.Exists(one => one.Item1.Equals(address, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add((address, Below(lines, i)));
            }
        }

        return found;
    }

    private static string? AddressAlone(string line)
    {
        int at = line.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || line.Length > 320 || line.AsSpan().Count('@') > 2 || line.StartsWith("From", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string bare = line.TrimEnd(':', '.', ' ');
        bool bracketed = bare.StartsWith('<') && bare.IndexOf('>', StringComparison.Ordinal) > at;
        bool alone = !bare.Contains(' ', StringComparison.Ordinal);
        if (!bracketed && !alone)
        {
            return null;
        }

        IReadOnlyList<Mailbox> mailboxes = Addresses.Read(bracketed ? bare[..(bare.IndexOf('>', StringComparison.Ordinal) + 1)] : bare);
        return mailboxes.Count > 0 ? mailboxes[0].Address : null;
    }

    private static string? Below(string[] lines, int index)
    {
        string line = lines[index].Trim();
        int rest = line.IndexOf(">:", StringComparison.Ordinal);
        var said = new List<string>();
        if (rest > 0 && line.Length > rest + 2)
        {
            said.Add(line[(rest + 2)..].Trim());
        }

        for (int i = index + 1; i < lines.Length && said.Count < LinesOfDiagnosticMax; i++)
        {
            string below = lines[i].Trim();
            if (below.Length == 0 ? said.Count > 0 : AddressAlone(below) is not null || below.StartsWith("---", StringComparison.Ordinal))
            {
                break;
            }

            if (below.Length > 0)
            {
                said.Add(below.Length > 500 ? below[..500] : below);
            }
        }

        return said.Count == 0 ? null : string.Join(' ', said);
    }

    private static bool ContainsAny(string text, string[] words) =>
        Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
