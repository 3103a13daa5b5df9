namespace Support.Platform.Http;

/// <summary>Which characters a text from outside may hold.</summary>
internal static class TextRules
{
    /// <summary>What is wrong with a text, for its sender to read; null when nothing is.</summary>
    public static string? Mistake(string text, int lengthMax, bool multiline)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "The text is empty.";
        }

        if (text.Length > lengthMax)
        {
            return $"The text has {text.Length} characters; at most {lengthMax} are taken.";
        }

        int control = IndexOfFirstControl(text, multiline);
        return control < 0
            ? null
            : $"Character {control + 1} is the control character U+{(int)text[control]:X4}, which is not taken.";
    }

    /// <summary>
    /// The index of the first control character that is not taken, or -1: C0, DEL and C1, except line breaks and tabs in
    /// a text of several lines; and the characters that turn the direction of a line round, by which one can make a
    /// reader see another text than the one there is.
    /// </summary>
    private static int IndexOfFirstControl(ReadOnlySpan<char> text, bool multiline)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool layout = multiline && (text[i] is '\n' or '\r' or '\t');
            bool turnsDirection = text[i] is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
            if (turnsDirection || (char.IsControl(text[i]) && !layout))
            {
                return i;
            }
        }

        return -1;
    }
}
