using System.Buffers;

namespace Support.Mail.Replies;

/// <summary>Where an attribution begins, and whether it is one even if the lines below are not marked as quoted.</summary>
internal readonly record struct FoundAttribution(int From, bool Certain);

/// <summary>
/// The line by which a mail program introduces what it quotes: when somebody wrote it, and who. Programs break it as they like,
/// so that it is looked for backwards from the colon at its end.
/// </summary>
internal static class Attribution
{
    private const int LinesMax = 5;
    private const int CharactersMax = 400;

    private static readonly SearchValues<char> Decoration = SearchValues.Create("-*_ \t\u00a0\u200e");

    /// <summary>Whether that line alone is one.</summary>
    public static bool IsOneLine(string line) => EndingAt(new ReplyLines([line]), 0, 0) is not null;

    /// <summary>The attribution that ends with that line; null when it ends none.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="index">The line that may be its last.</param>
    /// <param name="free">The first line that belongs to no other.</param>
    public static FoundAttribution? EndingAt(ReplyLines lines, int index, int free)
    {
        if (lines.IsQuoted(index) && !EndsAnAddress(lines, index, free))
        {
            return null;
        }

        string last = Bare(lines[index]);
        if (last.Length is 0 or > CharactersMax)
        {
            return null;
        }

        bool decorated = lines[index].TrimEnd().EndsWith("--", StringComparison.Ordinal);
        if (!(last[^1] is ':' or '\uff1a' || decorated))
        {
            return IsDateAndName(last) ? new FoundAttribution(index, DateEvidence.HasZone(last)) : null;
        }

        int from = index;
        string window = last;
        for (int count = 1; count <= LinesMax; count++)
        {
            if (Introduces(window) is { } certain)
            {
                return new FoundAttribution(Opening(lines, from, index, free, ref certain), certain);
            }

            from = Above(lines, from, free);
            if (from < 0 || window.Length > CharactersMax)
            {
                return null;
            }

            window = $"{Bare(lines[from])} {window}";
        }

        return null;
    }

    // Null when these words introduce nothing; else whether it is certain.
    private static bool? Introduces(string window)
    {
        bool address = window.Contains('@', StringComparison.Ordinal);
        bool date = DateEvidence.HasDate(window);
        bool time = DateEvidence.HasTime(window);
        if ((address || date || time || AttributionWords.SaysThatYouWrote(window)) && AttributionWords.SaysThatOneWrote(window))
        {
            return address || (date && time);
        }

        // Without a verb, as in "2026/05/03 10:00 Ann <ann@example.org>:".
        return address && date && time && window.TrimEnd(':', '\uff1a', ' ').EndsWith('>') ? true : null;
    }

    // Up to the line that opens it, if one does: "On Mon, Feb 1, 2016 at 6:32 PM, Ann <".
    private static int Opening(ReplyLines lines, int from, int index, int free, ref bool certain)
    {
        int line = from;
        for (int count = index - from + 1; count <= LinesMax; count++)
        {
            string bare = Bare(lines[line]);
            if (AttributionWords.Opens(bare) && (DateEvidence.HasDate(bare) || DateEvidence.HasTime(bare)))
            {
                for (int i = line; i <= index; i++)
                {
                    if (lines.IsQuoted(i))
                    {
                        lines.MakeText(i);
                    }
                }

                certain |= DateEvidence.HasDate(bare) && DateEvidence.HasTime(bare);
                return line;
            }

            line = Above(lines, line, free);
            if (line < 0)
            {
                break;
            }
        }

        return from;
    }

    // The line above that may belong to the same sentence; a blank line parts two, unless an address follows it.
    private static int Above(ReplyLines lines, int index, int free)
    {
        int above = index - 1;
        if (above >= free && lines.IsBlank(above) && lines[index].TrimStart().StartsWith('<'))
        {
            above--;
        }

        bool joined = above >= free && !lines.IsBlank(above) && (!lines.IsQuoted(above) || lines.IsQuoted(index)) && lines[above].Length <= CharactersMax;
        return joined ? above : -1;
    }

    private static bool EndsAnAddress(ReplyLines lines, int index, int free)
    {
        if (index - 1 < free || lines.IsQuoted(index - 1))
        {
            return false;
        }

        string line = lines[index].TrimStart();
        string above = lines[index - 1];
        return line.Length <= CharactersMax
            && (above.LastIndexOf('<') > above.LastIndexOf('>') || (above.StartsWith("mailto:", StringComparison.Ordinal) && line.StartsWith("> ", StringComparison.Ordinal)))
            && line.TrimEnd() is [.., ':' or '\uff1a'];
    }

    private static bool IsDateAndName(string line) =>
        DateEvidence.StartsWithIsoDate(line)
        && (DateEvidence.HasZone(line) ? DateEvidence.HasTime(line) : line.EndsWith('>') && line.Contains('@', StringComparison.Ordinal));

    private static string Bare(string line)
    {
        ReadOnlySpan<char> rest = line;
        int from = rest.IndexOfAnyExcept(Decoration);
        return from < 0 ? string.Empty : rest[from..(rest.LastIndexOfAnyExcept(Decoration) + 1)].ToString();
    }
}
