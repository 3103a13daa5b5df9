namespace Support.Mail.Replies;

/// <summary>What sort of line introduces a quoted mail.</summary>
internal enum MarkKind : byte
{
    /// <summary><c>On 3 May 2026 at 10:00, Ann wrote:</c></summary>
    Attribution,

    /// <summary><c>From: … Sent: … To: … Subject: …</c>, or a line that says that the original follows.</summary>
    Headers,
}

/// <summary>Lines that introduce a quoted mail.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
/// <param name="Kind">What sort of lines.</param>
/// <param name="Certain">Whether they introduce one even where no line below is marked as quoted.</param>
/// <param name="Sign">What to tell a person.</param>
internal readonly record struct ReplyMark(int From, int To, MarkKind Kind, bool Certain, string Sign);

/// <summary>Finds the lines outside of quotes that introduce a quoted mail.</summary>
internal static class ReplyMarks
{
    private const int SignCharactersMax = 80;

    public static IReadOnlyList<ReplyMark> Of(ReplyLines lines, int end)
    {
        var marks = new List<ReplyMark>();
        int free = 0;
        for (int i = 0; i < end; i++)
        {
            if (lines.IsBlank(i))
            {
                continue;
            }

            if (MarkAt(lines, i, free, end) is { } mark)
            {
                marks.Add(mark);
                i = mark.To;
                free = i + 1;
            }
        }

        return marks;
    }

    private static ReplyMark? MarkAt(ReplyLines lines, int index, int free, int end)
    {
        if (!lines.IsQuoted(index))
        {
            if (QuotedHeaders.IsOriginalLine(lines[index]))
            {
                int header = lines.NextWritten(index + 1, end);
                int last = QuotedHeaders.EndOfBlock(lines, header, end) ?? index;
                return new ReplyMark(index, last, MarkKind.Headers, true, Sign(lines[index]));
            }

            if (QuotedHeaders.EndOfBlock(lines, index, end) is { } to)
            {
                return new ReplyMark(index, to, MarkKind.Headers, true, Sign(lines[index]));
            }
        }

        if (Attribution.EndingAt(lines, index, free) is not { } found)
        {
            return null;
        }

        int next = lines.NextWritten(index + 1, end);
        bool quoted = next < end && (lines.IsQuoted(next) || lines[next].StartsWith('|'));
        return quoted || found.Certain
            ? new ReplyMark(found.From, index, MarkKind.Attribution, true, Sign(lines[found.From]))
            : null;
    }

    private static string Sign(string line)
    {
        string told = line.Trim();
        return $"the line \"{(told.Length > SignCharactersMax ? told[..SignCharactersMax] + "…" : told)}\" introduces a quoted mail";
    }
}
