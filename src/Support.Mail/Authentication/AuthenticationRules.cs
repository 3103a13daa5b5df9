using Support.Mail.Parts;

namespace Support.Mail.Authentication;

/// <summary>
/// Decides which results are believed. Anybody can write an Authentication-Results header into a mail; believed is only what
/// the delivering provider itself says, or what stands above all that came from outside, under the name of a server that we
/// trust (RFC 8601, 5).
/// </summary>
internal static class AuthenticationRules
{
    private const string Header = "Authentication-Results";

    public static SenderAuthentication Of(MailHeaders headers, MailEnvelope envelope, MailIdentity own, Mailbox? from)
    {
        if (envelope.AuthenticationResults is { Length: > 0 } said)
        {
            var read = AuthenticationResults.Read(said);
            return Judged(read.Server.Length > 0 ? read.Server : "provider", read.Results, from, "the provider that delivered the mail says so");
        }

        List<AuthenticationResults> believed = Believed(headers, own);
        if (believed.Count > 0)
        {
            string server = believed[0].Server;
            return Judged(server, [.. believed.SelectMany(results => results.Results)], from, $"{Header} of {server}, which we trust");
        }

        return headers.Has(Header)
            ? new SenderAuthentication { Reason = $"{Header} is there, but from no server that we trust, or below a foreign one" }
            : new SenderAuthentication();
    }

    // A server may write several, one for each method: all of the topmost that stand together are believed.
    private static List<AuthenticationResults> Believed(MailHeaders headers, MailIdentity own)
    {
        var believed = new List<AuthenticationResults>();
        foreach (MailHeader header in headers)
        {
            if (header.Name.Equals("Received", StringComparison.OrdinalIgnoreCase))
            {
                if (believed.Count > 0 || IsForeign(header.Value, own))
                {
                    break;
                }
            }
            else if (header.Name.Equals(Header, StringComparison.OrdinalIgnoreCase))
            {
                var results = AuthenticationResults.Read(header.Value);
                bool same = believed.Count == 0 || believed[0].Server == results.Server;
                if (same && own.TrustedServers.Contains(results.Server, StringComparer.OrdinalIgnoreCase))
                {
                    believed.Add(results);
                }
            }
        }

        return believed;
    }

    // Whether a mail server outside of the trusted ones' domains took the mail there.
    private static bool IsForeign(string received, MailIdentity own)
    {
        string[] words = received.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        int by = Array.FindIndex(words, word => word.Equals("by", StringComparison.OrdinalIgnoreCase));
        string host = by >= 0 && by + 1 < words.Length ? words[by + 1].TrimEnd('.') : string.Empty;
        bool named = host.Contains('.', StringComparison.Ordinal) && host.Any(char.IsAsciiLetter) && !host.Contains(':', StringComparison.Ordinal);
        return named && !own.TrustedServers.Any(server => Domains.AreOfOneOwner(host, server));
    }

    private static SenderAuthentication Judged(string server, IReadOnlyList<MethodResult> results, Mailbox? from, string reason)
    {
        string domain = Domains.Of(from?.Address);
        MethodResult[] dmarc = [.. results.Where(result => result.Method == "dmarc")];
        MethodResult[] ours = [.. dmarc.Where(result => IsAbout(result, domain))];
        var judged = new SenderAuthentication
        {
            Server = server,
            Spf = AuthenticationResults.Of(results, "spf"),
            Dkim = AuthenticationResults.Of(results, "dkim"),
            Dmarc = AuthenticationResults.Of(ours, "dmarc"),
            Arc = AuthenticationResults.Of(results, "arc"),
            Reason = dmarc.Length > ours.Length ? $"{reason}; its dmarc is about another From" : reason,
        };
        if (judged.Dmarc is null or "none" && domain.Length > 0 && Aligned(results, domain) is { } aligned)
        {
            return judged with { Dmarc = "pass", Reason = $"{reason}; {aligned} is of the domain of From (RFC 7489, 3.1)" };
        }

        return judged;
    }

    private static bool IsAbout(MethodResult dmarc, string domain) =>
        !dmarc.Properties.TryGetValue("header.from", out string? about)
        || Domains.Of(about) is var other && (other == domain || Domains.AreAligned(other, domain));

    private static string? Aligned(IReadOnlyList<MethodResult> results, string domain)
    {
        foreach (MethodResult result in results.Where(result => result.Value == "pass"))
        {
            string[] properties = result.Method switch
            {
                "dkim" => ["header.d", "header.i"],
                "spf" => ["smtp.mailfrom", "smtp.mail"],
                _ => [],
            };
            foreach (string property in properties)
            {
                if (result.Properties.TryGetValue(property, out string? value) && Domains.AreAligned(Domains.Of(value), domain))
                {
                    return $"{result.Method}=pass {property}={value}";
                }
            }
        }

        return null;
    }
}
