namespace Support.Mail.Machines;

/// <summary>Addresses that say by their name that nobody reads what is sent to them.</summary>
internal static class NoReply
{
    private static readonly string[] Names =
    [
        "noreply", "donotreply", "dontreply", "nepasrepondre", "keineantwort", "nichtantworten", "noresponder", "naoresponda",
        "nonrispondere", "nietbeantwoorden", "autoreply", "autoresponder", "bounce", "bounces", "daemon", "devnull",
    ];

    /// <summary>Whether a local part is such a name, however it is parted: <c>no-reply</c>, <c>no_reply+42</c>.</summary>
    public static bool Is(string localPart)
    {
        string bare = localPart.Split('+')[0]
            .Replace("-", string.Empty, StringComparison.Ordinal)
            .Replace("_", string.Empty, StringComparison.Ordinal)
            .Replace(".", string.Empty, StringComparison.Ordinal);
        return Array.Exists(Names, name => bare.Equals(name, StringComparison.OrdinalIgnoreCase))
            || bare.StartsWith("noreply", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("noreply", StringComparison.OrdinalIgnoreCase)
            || bare.StartsWith("donotreply", StringComparison.OrdinalIgnoreCase);
    }
}
