namespace Support.Mail.Mime;

/// <summary>The date of a mail (RFC 5322, 3.3 and the obsolete forms of 4.3), and of programs that never read it.</summary>
public static class MailDate
{
    private const int LengthMax = 200;

    /// <summary>The time that a header field names; null when it names none, or one that cannot be. The weekday is not believed.</summary>
    public static DateTimeOffset? Read(string? header)
    {
        if (string.IsNullOrWhiteSpace(header) || header.Length > LengthMax)
        {
            return null;
        }

        var found = new DateWords();
        foreach (string word in Words(header))
        {
            if (!found.Take(word))
            {
                return null;
            }
        }

        return found.ToTime();
    }

    private static List<string> Words(string header)
    {
        List<string> words = [];
        int depth = 0;
        int start = -1;
        for (int i = 0; i <= header.Length; i++)
        {
            char letter = i < header.Length ? header[i] : ' ';
            bool parts = letter is ' ' or '\t' or ',' or '(' or ')' or '"' || depth > 0;
            if (parts && start >= 0)
            {
                words.Add(header[start..i]);
                start = -1;
            }
            else if (!parts && start < 0)
            {
                start = i;
            }

            depth = Math.Max(0, depth + (letter == '(' ? 1 : letter == ')' ? -1 : 0));
        }

        return words;
    }
}
