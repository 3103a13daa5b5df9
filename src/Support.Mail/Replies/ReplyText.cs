namespace Support.Mail.Replies;

/// <summary>
/// Tells what is new in an answer from what it quotes and from its signature. Every line is looked at a fixed number of
/// times, so that the time is linear in the text; nothing is ever changed within a line.
/// </summary>
public static class ReplyText
{
    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text, its lines parted by <c>\n</c>.</param>
    /// <param name="forwarded">
    /// Whether its writer forwards a mail, as the subject says: then what is below the introduction is the message, and all of
    /// it is new.
    /// </param>
    public static ReplyParts Of(string text, bool forwarded = false)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        if (forwarded)
        {
            return new ReplyParts(string.Join('\n', WithoutBlankEnds(lines)), null, null, "the subject says that a mail is forwarded");
        }

        var cutting = new ReplyCutting(new ReplyLines(lines));
        cutting.Cut();
        return new ReplyParts(
            string.Join('\n', WithoutBlankEnds(cutting.Lines(LineFate.New))),
            Joined(cutting.Lines(LineFate.Signature)),
            Joined(cutting.Lines(LineFate.Quoted)),
            cutting.Reason);
    }

    private static string? Joined(IReadOnlyList<string> lines) =>
        WithoutBlankEnds(lines) is { Count: > 0 } left ? string.Join('\n', left) : null;

    private static IReadOnlyList<string> WithoutBlankEnds(IReadOnlyList<string> lines)
    {
        int from = 0;
        int to = lines.Count;
        while (from < to && string.IsNullOrWhiteSpace(lines[from]))
        {
            from++;
        }

        while (to > from && string.IsNullOrWhiteSpace(lines[to - 1]))
        {
            to--;
        }

        return from == 0 && to == lines.Count ? lines : [.. lines.Skip(from).Take(to - from)];
    }
}
