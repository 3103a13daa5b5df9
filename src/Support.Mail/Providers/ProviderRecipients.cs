namespace Support.Mail.Providers;

/// <summary>The addresses that a provider took a mail for.</summary>
internal static class ProviderRecipients
{
    private const int Max = 1_000;
    private const int LengthMax = 998;

    /// <summary>Those that can be addresses, each once, without angle brackets.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string?> addresses)
    {
        var recipients = new List<string>();
        foreach (string? address in addresses)
        {
            string bare = address?.Trim().Trim('<', '>') ?? string.Empty;
            if (recipients.Count < Max && bare.Length is > 0 and <= LengthMax && !recipients.Contains(bare))
            {
                recipients.Add(bare);
            }
        }

        return recipients;
    }
}
