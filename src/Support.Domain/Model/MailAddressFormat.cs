namespace Support.Domain.Model;

/// <summary>What passes for a mail address.</summary>
public static class MailAddressFormat
{
    /// <summary>The longest address that SMTP can carry.</summary>
    public const int LengthMax = 254;

    private const int LocalPartLengthMax = 64;
    private const int LabelLengthMax = 63;
    private const string LocalPartPunctuation = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>
    /// Whether the text is one bare address: an unquoted local part, an @ and a domain of at least two labels, all
    /// in ASCII. Narrower than RFC 5321 on purpose: what it leaves out (quoted local parts, address literals) real people
    /// do not have, and attackers use.
    /// </summary>
    public static bool IsValid(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at > LocalPartLengthMax || text.Length > LengthMax)
        {
            return false;
        }

        ReadOnlySpan<char> local = text.AsSpan(0, at);
        ReadOnlySpan<char> domain = text.AsSpan(at + 1);
        return IsLocalPart(local) && IsDomain(domain);
    }

    /// <summary>
    /// Whether no mail can ever arrive there: the domain <c>invalid</c>, which RFC 2606 keeps free, is what machines, and people
    /// whose address nobody knows, are known by.
    /// </summary>
    public static bool LeadsNowhere(string address) =>
        address.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase) || address.EndsWith("@invalid", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        foreach (char letter in local)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !LocalPartPunctuation.Contains(letter, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return local[0] != '.' && local[^1] != '.' && local.IndexOf("..", StringComparison.Ordinal) < 0;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        int labels = 0;
        foreach (Range range in domain.Split('.'))
        {
            labels++;
            if (!IsLabel(domain[range]))
            {
                return false;
            }
        }

        return labels >= 2;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > LabelLengthMax || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (char letter in label)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return true;
    }
}
