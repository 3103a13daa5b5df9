using Support.Mail.Authentication;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>
/// A mail out of a mailbox of Exchange Online, in its own bytes. Exchange writes what it found out of the sender into the
/// header, without the name of a server; its own is the topmost, above the <c>Received</c> of any server that is not Microsoft's.
/// </summary>
public static class ExchangeMail
{
    private const string Server = ".outlook.com";

    /// <summary>Reads a mail.</summary>
    /// <param name="raw">Its bytes. They must not change afterwards.</param>
    /// <param name="believes">Whether Exchange's results are taken for the provider's.</param>
    public static ProviderMail Read(ReadOnlyMemory<byte> raw, bool believes)
    {
        ProviderMail mail = ProviderMail.Of(raw);
        return believes && Results(mail.Parts.Headers) is { } results
            ? mail with { Envelope = new MailEnvelope { AuthenticationResults = results } }
            : mail;
    }

    private static string? Results(MailHeaders headers)
    {
        foreach (MailHeader header in headers)
        {
            if (header.Name.Equals("Received", StringComparison.OrdinalIgnoreCase) && !IsMicrosofts(header.Value))
            {
                return null;
            }

            if (header.Name.Equals("Authentication-Results", StringComparison.OrdinalIgnoreCase))
            {
                return AuthenticationResults.Read(header.Value) is { Server.Length: 0, Results.Count: > 0 } ? header.Value : null;
            }
        }

        return null;
    }

    private static bool IsMicrosofts(string received)
    {
        string[] words = received.Split([' ', '\t', ';'], StringSplitOptions.RemoveEmptyEntries);
        int by = Array.FindIndex(words, static word => word.Equals("by", StringComparison.OrdinalIgnoreCase));
        return by >= 0 && by + 1 < words.Length && words[by + 1].EndsWith(Server, StringComparison.OrdinalIgnoreCase);
    }
}
