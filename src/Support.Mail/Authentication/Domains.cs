namespace Support.Mail.Authentication;

/// <summary>What can be said of domains without the list of public suffixes: the same one, or one below the other.</summary>
internal static class Domains
{
    /// <summary>The domain of an address, or of what is a domain already, in lower case.</summary>
    public static string Of(string? address) =>
        address is null ? string.Empty : address[(address.LastIndexOf('@') + 1)..].Trim('<', '>', '.', ' ').ToLowerInvariant();

    /// <summary>
    /// Whether two domains agree in the relaxed sense of DMARC: the same, or one is below the other, which must have two labels
    /// at least, as nobody writes from a top level domain.
    /// </summary>
    public static bool AreAligned(string one, string other) =>
        one.Length > 0 && other.Length > 0 && (one == other || IsBelow(one, other) || IsBelow(other, one));

    /// <summary>Whether two hosts may well be run by one owner: their last two labels are the same.</summary>
    public static bool AreOfOneOwner(string host, string other) => LastTwo(host).Equals(LastTwo(other), StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string domain, string parent) =>
        parent.Contains('.', StringComparison.Ordinal)
        && domain.Length > parent.Length
        && domain.EndsWith(parent, StringComparison.Ordinal)
        && domain[domain.Length - parent.Length - 1] == '.';

    private static string LastTwo(string host)
    {
        string[] labels = host.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('.', labels.TakeLast(2));
    }
}
