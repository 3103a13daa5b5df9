using System.Text;

namespace Support.Functions.Intake.Email;

/// <summary>Texts of mails as tickets may hold them: without what a text from outside may not have, and bounded.</summary>
internal static class MailText
{
    /// <summary>One line.</summary>
    public static string Line(string? text, int lengthMax) => Clean(text, lengthMax, ' ').Trim();

    /// <summary>Several lines; what is cut off is said.</summary>
    public static string Lines(string? text, int lengthMax)
    {
        string clean = Clean(text, lengthMax, null).Trim('\n');
        return text?.Length > lengthMax ? $"{clean}\n[…]" : clean;
    }

    // Control characters, and those that turn the direction of a line round, are left out as the API refuses them.
    private static string Clean(string? text, int lengthMax, char? lineBreak)
    {
        var clean = new StringBuilder();
        foreach (char letter in text ?? string.Empty)
        {
            bool turnsDirection = letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
            if (clean.Length == lengthMax)
            {
                break;
            }

            if (letter is '\n' or '\t')
            {
                clean.Append(lineBreak ?? letter);
            }
            else if (!turnsDirection && !char.IsControl(letter))
            {
                clean.Append(letter);
            }
        }

        // No half of a surrogate pair at the end.
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1]))
        {
            clean.Length--;
        }

        return clean.ToString();
    }
}
