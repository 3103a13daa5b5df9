namespace Support.Mail.Bounces;

/// <summary>Enhanced status codes (RFC 3463): what they say, and whether another attempt is of use.</summary>
internal static class DeliveryCode
{
    private const int CharactersMax = 4000;

    // Class 5 that is about this mail or this moment, and not about the address: a full mailbox is emptied, another mail is
    // smaller or is not taken for spam.
    private static readonly string[] Passing =
        ["5.1.7", "5.1.8", "5.2.2", "5.2.3", "5.3.1", "5.3.4", "5.4.5", "5.4.6", "5.4.7"];

    private static readonly string[] NobodyThere =
    [
        "user unknown", "unknown user", "no such user", "no such recipient", "user not found", "recipient not found", "does not exist", "doesn't exist",
        "mailbox not found", "mailbox unavailable", "address rejected", "no mailbox here", "invalid recipient", "unknown recipient",
        "unrouteable address", "host not found", "domain not found", "account has been disabled", "account is disabled", "user doesn't have",
        "resolver.adr", "recipientnotfound", "not our customer",
    ];

    private static readonly string[] FullThere = ["mailbox full", "mailbox is full", "over quota", "quota exceeded", "exceeded storage", "out of storage"];

    /// <summary>The first code in a text: three numbers of which the first is 2, 4 or 5; null when there is none.</summary>
    public static string? Find(string? text)
    {
        if (text is null)
        {
            return null;
        }

        for (int i = 0; i + 4 < text.Length && i < CharactersMax; i++)
        {
            bool begins = text[i] is '2' or '4' or '5' && text[i + 1] == '.' && (i == 0 || !IsPartOfNumber(text[i - 1]));
            if (begins && End(text, i) is { } end)
            {
                return text[i..end];
            }
        }

        return null;
    }

    /// <summary>The one that says more: what a report says in its field, unless that is <c>5.0.0</c> and the server said more.</summary>
    public static string? MoreExact(string? status, string? diagnostic) =>
        status is null || (status.EndsWith(".0.0", StringComparison.Ordinal) && diagnostic is not null && diagnostic[0] == status[0]) ? diagnostic ?? status : status;

    /// <summary>Whether the address itself is of no use any more. Without a code the server's words decide, and in doubt it is not.</summary>
    public static bool IsPermanent(string? status, string? diagnostic)
    {
        string said = diagnostic ?? string.Empty;
        if (ContainsAny(said, FullThere))
        {
            return false;
        }

        if (status is null or "5.0.0")
        {
            return ContainsAny(said, NobodyThere) || (status is not null && said.Length == 0);
        }

        // 5.6 is about what the mail holds and 5.7 about who may send it: the address may be fine.
        bool ofTheMail = status.StartsWith("5.6.", StringComparison.Ordinal) || status.StartsWith("5.7.", StringComparison.Ordinal);
        return status[0] == '5' && !Passing.Contains(status) && (!ofTheMail || ContainsAny(said, NobodyThere));
    }

    private static int? End(string text, int from)
    {
        int at = from + 1;
        for (int number = 0; number < 2; number++)
        {
            int digits = 0;
            if (at >= text.Length || text[at] != '.')
            {
                return null;
            }

            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && digits < 3)
            {
                at++;
                digits++;
            }

            if (digits == 0)
            {
                return null;
            }
        }

        return at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))) ? null : at;
    }

    private static bool IsPartOfNumber(char before) => char.IsAsciiLetterOrDigit(before) || before == '.';

    private static bool ContainsAny(string text, string[] words) =>
        Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
