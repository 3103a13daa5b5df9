namespace Support.Mail.Replies;

/// <summary>Signs of a date and of a time of day, however a language writes them.</summary>
internal static class DateEvidence
{
    /// <summary>A year of four digits of this age, or three numbers with the same sign between them.</summary>
    public static bool HasDate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int digits = DigitsAt(text, i);
            if (digits == 4 && text[i] is '1' or '2' && text[i + 1] is '9' or '0')
            {
                return true;
            }

            if (digits is 1 or 2 && IsSplitInThree(text, i + digits))
            {
                return true;
            }

            i += digits;
        }

        return false;
    }

    /// <summary>Hours and minutes.</summary>
    public static bool HasTime(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int hours = DigitsAt(text, i);
            int sign = i + hours;
            if (hours is 1 or 2 && sign < text.Length && text[sign] is ':' or '.' or 'h' or '\uff1a' or '時' or '시' or '时'
                && DigitsAt(text, sign + 1) == 2)
            {
                return true;
            }

            i += hours;
        }

        return false;
    }

    /// <summary>A zone of time, as an offset from Greenwich.</summary>
    public static bool HasZone(string text) =>
        text.Contains("GMT", StringComparison.Ordinal) || text.Contains("UTC", StringComparison.Ordinal);

    /// <summary>Year, month and day at the beginning.</summary>
    public static bool StartsWithIsoDate(string text)
    {
        if (DigitsAt(text, 0) != 4 || text.Length < 6 || text[4] is not ('-' or '/' or '.'))
        {
            return false;
        }

        int month = DigitsAt(text, 5);
        int sign = 5 + month;
        return month is 1 or 2 && sign < text.Length && text[sign] == text[4] && DigitsAt(text, sign + 1) is 1 or 2;
    }

    private static bool IsSplitInThree(string text, int sign)
    {
        if (sign >= text.Length || text[sign] is not ('/' or '.' or '-'))
        {
            return false;
        }

        int second = DigitsAt(text, sign + 1);
        int other = sign + 1 + second;
        return second is 1 or 2 && other < text.Length && text[other] == text[sign] && DigitsAt(text, other + 1) is 2 or 4;
    }

    private static int DigitsAt(string text, int from)
    {
        int to = from;
        while (to < text.Length && char.IsAsciiDigit(text[to]))
        {
            to++;
        }

        return Math.Max(0, to - from);
    }
}
