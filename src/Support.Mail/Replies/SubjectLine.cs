namespace Support.Mail.Replies;

/// <summary>What a subject says of the mail by the letters that programs put before it.</summary>
public static class SubjectLine
{
    private static readonly string[] Forwarding =
    [
        "fwd", "fw", "wg", "tr", "rv", "enc", "i", "doorst", "vs", "vb", "vl", "videresend", "пересл", "转发", "轉寄", "転送", "전달", "ilt", "pd", "továbbítás", "přep",
    ];

    private static readonly string[] Answering =
    [
        "re", "aw", "antw", "antwort", "sv", "svar", "odp", "rif", "r", "res", "resp", "ynt", "回复", "回覆", "返信", "答复", "회신", "отв", "від", "vá", "απ", "ref", "réf",
    ];

    /// <summary>Whether it says that a mail is forwarded: <c>Fwd:</c>, <c>WG:</c>, <c>TR:</c>.</summary>
    public static bool IsForwarded(string subject)
    {
        // The first word alone counts: an answer to a forwarded mail is an answer.
        return Prefix(subject.TrimStart()) is { } prefix && Is(Forwarding, prefix.Word);
    }

    /// <summary>The subject without these letters, however many stand there.</summary>
    public static string Bare(string subject)
    {
        string rest = subject.Trim();
        while (Prefix(rest) is { } prefix && (Is(Forwarding, prefix.Word) || Is(Answering, prefix.Word)))
        {
            rest = prefix.Subject;
        }

        return rest;
    }

    private static bool Is(string[] words, string word) =>
        Array.Exists(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static (string Word, string Subject)? Prefix(string subject)
    {
        int colon = subject.AsSpan(0, Math.Min(subject.Length, 14)).IndexOfAny(':', '\uff1a');
        if (colon <= 0)
        {
            return null;
        }

        // "Re[2]:", "RE (3):" and "Re^2:" count.
        string word = subject[..colon].TrimEnd(' ', ']', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('[', '(', '^', ' ', '\u00a0');
        return (word, subject[(colon + 1)..].TrimStart());
    }
}
