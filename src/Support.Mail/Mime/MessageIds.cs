namespace Support.Mail.Mime;

/// <summary>The names of mails, as Message-ID, In-Reply-To and References hold them (RFC 5322, 3.6.4).</summary>
public static class MessageIds
{
    private const int LengthMax = 998;
    private const int Max = 1_000;

    /// <summary>
    /// The names in a header field, each once, in order, with their angle brackets. Where no name has brackets, what looks like
    /// one is taken; words around them are passed over.
    /// </summary>
    public static IReadOnlyList<string> Read(string? header)
    {
        List<string> ids = [];
        if (string.IsNullOrWhiteSpace(header))
        {
            return ids;
        }

        var seen = new HashSet<string>();
        int at = header.IndexOf('<', StringComparison.Ordinal);
        bool isBare = at < 0;
        while (at >= 0 && ids.Count < Max)
        {
            int start = at + 1;
            int length = header.AsSpan(start).IndexOfAny('>', '<');
            int end = length < 0 ? header.Length : start + length;
            Add(header.AsSpan(start, end - start));
            at = end < header.Length ? header.IndexOf('<', end) : -1;
        }

        if (isBare)
        {
            foreach (Range word in header.AsSpan().SplitAny(" \t\r\n,;"))
            {
                if (header.AsSpan(word) is var bare && bare.Contains('@') && ids.Count < Max)
                {
                    Add(bare.Trim("\"'()[]"));
                }
            }
        }

        return ids;

        void Add(ReadOnlySpan<char> text)
        {
            string id = text.ToString();
            // A name that was folded where it must not be has white space within.
            id = id.AsSpan().ContainsAny(" \t\r\n\0") ? string.Concat(id.Where(letter => letter > ' ')) : id;
            if (id.Length is > 0 and <= LengthMax && seen.Add(id))
            {
                ids.Add($"<{id}>");
            }
        }
    }
}
