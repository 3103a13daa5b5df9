using System.Buffers;

namespace Support.Mail.Mime;

/// <summary>
/// The mailboxes of an address field (RFC 5322, 3.4 and 4.4; RFC 6532), and what programs write that never read it: without
/// brackets, parted by semicolons, with names that need quotes and have none. What is no mailbox is passed over.
/// </summary>
public static class Addresses
{
    /// <summary>How many mailboxes are read of one field.</summary>
    public const int Max = 2_000;

    // RFC 5321, 4.5.3.1: 64 octets before the sign and 255 behind it.
    private const int AddressLengthMax = 320;
    private const int NameLengthMax = 500;

    private static readonly SearchValues<char> NoAtoms = SearchValues.Create(" \t\r\n\0\"(),:;<>@[\\]");

    /// <summary>The mailboxes that a header field names, in order; those of a group one by one.</summary>
    public static IReadOnlyList<Mailbox> Read(string? header)
    {
        List<Mailbox> mailboxes = [];
        if (string.IsNullOrWhiteSpace(header))
        {
            return mailboxes;
        }

        var words = new AddressWords(header);
        while (mailboxes.Count < Max && words.ReadNext() is { } entry)
        {
            Add(entry, mailboxes);
        }

        return mailboxes;
    }

    private static void Add(AddressEntry entry, List<Mailbox> mailboxes)
    {
        if (entry.Angle is { } angle)
        {
            if (AddressIn(angle) is { } address)
            {
                mailboxes.Add(new Mailbox(address, Name(entry.Words) ?? Name(entry.Comments)));
            }

            return;
        }

        // Without brackets the word with the sign is the address, and the others are the name.
        List<string> addresses = [.. entry.Words.Select(AddressIn).OfType<string>()];
        if (addresses.Count == 1)
        {
            string? name = Name(entry.Words.Where(word => AddressIn(word) is null)) ?? Name(entry.Comments);
            mailboxes.Add(new Mailbox(addresses[0], name));
            return;
        }

        mailboxes.AddRange(addresses.Select(address => new Mailbox(address)));
    }

    /// <summary>The address that a text is, without a route; null when it is none.</summary>
    private static string? AddressIn(string text)
    {
        text = text.Trim();
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text["mailto:".Length..];
        }

        // The obsolete route: <@relay.example,@other.example:user@example.com>.
        int route = text.StartsWith('@') ? text.LastIndexOf(':') : -1;
        text = text[(route + 1)..].Trim().Trim('\'');
        int sign = text.LastIndexOf('@');
        if (sign <= 0 || text.Length > AddressLengthMax)
        {
            return null;
        }

        string local = text[..sign].Trim();
        string domain = text[(sign + 1)..].Trim().TrimEnd('.');
        return IsLocal(local) && IsDomain(domain) ? $"{local}@{domain.ToLowerInvariant()}" : null;
    }

    private static bool IsLocal(string local) =>
        local.Length > 0 && (local is ['"', _, .., '"'] ? !local.AsSpan(1, local.Length - 2).ContainsAny("\r\n\0") : !HasOtherThanAtoms(local));

    private static bool IsDomain(string domain) =>
        domain.Length > 0 && domain[0] is not '.' and not '-'
        && (domain is ['[', _, .., ']'] ? !HasOtherThanAtoms(domain[1..^1].Replace(":", string.Empty, StringComparison.Ordinal)) : !HasOtherThanAtoms(domain));

    private static bool HasOtherThanAtoms(string text) =>
        text.AsSpan().IndexOfAny(NoAtoms) >= 0 || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter == '\uFFFD');

    private static string? Name(IEnumerable<string> words)
    {
        string name = EncodedWords.Decode(string.Join(' ', words));
        // Outlook quotes a name twice: "'Ann Example'".
        name = name is ['\'', _, .., '\''] ? name[1..^1].Trim() : name;
        return name.Length == 0 ? null : name.Length <= NameLengthMax ? name : name[..NameLengthMax];
    }
}
