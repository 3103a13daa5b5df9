using System.Globalization;
using System.Text;

namespace Support.Mail.Bounces;

/// <summary>The fields of a delivery report (RFC 3464, with the addresses of RFC 6533), a group for each recipient.</summary>
internal static class DeliveryStatus
{
    private const int RecipientsMax = 1000;
    private const int DiagnosticCharactersMax = 1000;

    public static IReadOnlyList<BouncedRecipient> Read(string text)
    {
        var recipients = new List<BouncedRecipient>();
        foreach (Dictionary<string, string> group in Groups(text))
        {
            if (recipients.Count < RecipientsMax && Recipient(group) is { } recipient)
            {
                recipients.Add(recipient);
            }
        }

        return recipients;
    }

    private static BouncedRecipient? Recipient(Dictionary<string, string> fields)
    {
        string? original = Address(fields.GetValueOrDefault("Original-Recipient"));
        string? final = Address(fields.GetValueOrDefault("Final-Recipient")) ?? Address(fields.GetValueOrDefault("X-Actual-Recipient"));
        if ((original ?? final) is not { } address)
        {
            return null;
        }

        string? diagnostic = Diagnostic(fields.GetValueOrDefault("Diagnostic-Code"));
        string? status = DeliveryCode.MoreExact(DeliveryCode.Find(fields.GetValueOrDefault("Status")), DeliveryCode.Find(diagnostic));
        string action = Action(fields.GetValueOrDefault("Action"), status);
        string? elsewhere = final is not null && !final.Equals(address, StringComparison.OrdinalIgnoreCase) ? final : null;
        return new BouncedRecipient(address, action, status, action == "failed" && DeliveryCode.IsPermanent(status, diagnostic), diagnostic, elsewhere);
    }

    private static string Action(string? said, string? status)
    {
        string word = (said ?? string.Empty).Split([' ', '(', ';'], 2)[0].Trim().ToLowerInvariant();
        return word is "failed" or "delayed" or "delivered" or "relayed" or "expanded"
            ? word
            : status?[0] switch { '2' => "delivered", '4' => "delayed", _ => "failed" };
    }

    // "rfc822; ann@example.org", where the type may be missing and the address written in hexadecimal.
    private static string? Address(string? field)
    {
        if (field is null)
        {
            return null;
        }

        int semicolon = field.IndexOf(';', StringComparison.Ordinal);
        string type = semicolon < 0 ? string.Empty : field[..semicolon].Trim();
        string address = field[(semicolon + 1)..].Trim().Trim('<', '>', ' ');
        address = type.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? WithoutUnitext(address) : WithoutXtext(address);
        int at = address.LastIndexOf('@');
        bool whole = at > 0 && at < address.Length - 1 && address.Length <= 320 && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
        return whole ? address[..at] + address[at..].ToLowerInvariant() : null;
    }

    // RFC 3461, 4: "+3D" stands for a character that SMTP could not carry. A plus that is meant is written "+2B".
    private static string WithoutXtext(string address)
    {
        var text = new StringBuilder(address.Length);
        for (int i = 0; i < address.Length; i++)
        {
            if (address[i] == '+' && i + 2 < address.Length && IsUpperHex(address[i + 1]) && IsUpperHex(address[i + 2])
                && int.Parse(address.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is 0x2B or 0x3D)
            {
                text.Append((char)int.Parse(address.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                text.Append(address[i]);
            }
        }

        return text.ToString();
    }

    // RFC 6533, 3: "\x{E9}".
    private static string WithoutUnitext(string address)
    {
        var text = new StringBuilder(address.Length);
        for (int i = 0; i < address.Length; i++)
        {
            int end = address.AsSpan(i).StartsWith(@"\x{") ? address.IndexOf('}', i) : -1;
            if (end > 0
                && int.TryParse(address.AsSpan(i + 3, end - i - 3), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int code)
                && Rune.IsValid(code))
            {
                text.Append(new Rune(code).ToString());
                i = end;
            }
            else
            {
                text.Append(address[i]);
            }
        }

        return text.ToString();
    }

    private static bool IsUpperHex(char character) => char.IsAsciiDigit(character) || character is >= 'A' and <= 'F';

    private static string? Diagnostic(string? field)
    {
        if (string.IsNullOrWhiteSpace(field))
        {
            return null;
        }

        int semicolon = field.IndexOf(';', StringComparison.Ordinal);
        bool typed = semicolon is > 0 and <= 16 && field[..semicolon].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
        string said = (typed ? field[(semicolon + 1)..] : field).Trim();
        return said.Length > DiagnosticCharactersMax ? said[..DiagnosticCharactersMax] : said;
    }

    private static IEnumerable<Dictionary<string, string>> Groups(string text)
    {
        var group = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                if (group.Count > 0)
                {
                    yield return group;
                    group = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                }

                name = null;
            }
            else if (line[0] is ' ' or '\t' && name is not null)
            {
                string before = group[name];
                group[name] = before.Length < DiagnosticCharactersMax * 2 ? $"{before} {line.Trim()}" : before;
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                name = line[..colon].Trim();
                if (!group.TryAdd(name, line[(colon + 1)..].Trim()))
                {
                    name = null;
                }
            }
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
