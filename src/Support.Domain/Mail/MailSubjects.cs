using System.Text;

namespace Support.Domain.Mail;

/// <summary>Compares subjects as people do: without the marks of replies, references and spaces.</summary>
public static class MailSubjects
{
    // Replies and forwards in the words of the clients of many languages.
    private static readonly string[] Marks =
    [
        "re", "aw", "antw", "antwort", "sv", "vs", "vl", "odp", "ynt", "res", "rif", "ref", "tr", "rv", "enc", "wg", "fw", "fwd",
        "doorst", "i", "pd", "na", "回复", "答复", "转发", "返信", "转寄", "回覆",
    ];

    /// <summary>Whether both are one subject, one perhaps with something of ours in front: <c>Re: [SUP-…] Resolved: Printer</c> and <c>Printer</c>.</summary>
    public static bool IsSame(string reply, string subject)
    {
        string one = Bare(reply);
        string other = Bare(subject);

        // Long subjects are cut on the way out.
        return one.Length == 0 || other.Length == 0 || one.Contains(other, StringComparison.OrdinalIgnoreCase)
            || other.StartsWith(one.TrimEnd('…', '.'), StringComparison.OrdinalIgnoreCase)
            || (one.EndsWith('…') && other.Length > 60 && one.Contains(other[..60], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The subject without the marks of replies and forwards, without our reference, spaces made one.</summary>
    public static string Bare(string subject)
    {
        ReadOnlySpan<char> rest = subject.AsSpan().Trim();
        while (true)
        {
            ReadOnlySpan<char> before = rest;
            rest = WithoutTag(WithoutMark(rest)).TrimStart();
            if (rest.Length == before.Length)
            {
                return OneSpace(rest);
            }
        }
    }

    private static ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> text)
    {
        int colon = text[..Math.Min(text.Length, 12)].IndexOfAny(':', '：');
        if (colon < 1)
        {
            return text;
        }

        // Some count: Re[2]: or Re(3):
        ReadOnlySpan<char> word = text[..colon].TrimEnd();
        int count = word.IndexOfAny('[', '(');
        word = count > 0 ? word[..count].TrimEnd() : word;
        foreach (string mark in Marks)
        {
            if (word.Equals(mark, StringComparison.OrdinalIgnoreCase))
            {
                return text[(colon + 1)..];
            }
        }

        return text;
    }

    private static ReadOnlySpan<char> WithoutTag(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(']');
        return end > 0 && text.StartsWith("[SUP-", StringComparison.OrdinalIgnoreCase) && end <= 20 ? text[(end + 1)..] : text;
    }

    private static string OneSpace(ReadOnlySpan<char> text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                bare.Append(letter);
            }
            else if (bare.Length > 0 && bare[^1] != ' ')
            {
                bare.Append(' ');
            }
        }

        return bare.ToString().TrimEnd();
    }
}
