using System.Globalization;

namespace Support.Local.Hosting.Smtp;

/// <summary>The path of <c>MAIL FROM:</c> or <c>RCPT TO:</c>, and the size that the client announces.</summary>
/// <param name="Address">The address; empty for the null path.</param>
/// <param name="Size">The announced size in bytes; null for none.</param>
internal sealed record SmtpPath(string Address, long? Size)
{
    private const int AddressLengthMax = 320;

    /// <summary>Reads what follows the verb; null when it is no path.</summary>
    /// <param name="argument">What follows <c>MAIL</c> or <c>RCPT</c>.</param>
    /// <param name="word"><c>FROM:</c> or <c>TO:</c>.</param>
    public static SmtpPath? Read(string argument, string word)
    {
        if (!argument.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string rest = argument[word.Length..].TrimStart();
        int end = rest.IndexOf('>', StringComparison.Ordinal);
        if (!rest.StartsWith('<') || end < 0)
        {
            return null;
        }

        // A source route is obsolete, and what stands before its colon says nothing (RFC 5321, appendix C).
        string address = rest[1..end];
        int route = address.StartsWith('@') ? address.IndexOf(':', StringComparison.Ordinal) : -1;
        address = address[(route + 1)..].Trim();
        bool isAddress = address.Length == 0 || (address.IndexOf('@', StringComparison.Ordinal) > 0 && !address.Any(static c => char.IsControl(c) || c is ' ' or ','));
        if (address.Length > AddressLengthMax || !isAddress)
        {
            return null;
        }

        string? size = rest[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(static parameter => parameter.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase))?[5..];
        return new SmtpPath(address, long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : null);
    }
}
