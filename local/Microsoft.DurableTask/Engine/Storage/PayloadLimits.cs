namespace Support.Local.Durable;

/// <summary>
/// What fits into the store. A row holds 1 MiB and a commit 4 MiB of text at two bytes a character; the limits leave room
/// for everything else that is in them.
/// </summary>
internal static class PayloadLimits
{
    public const int MaxPayloadChars = 200_000;

    private const int MaxPageChars = 384_000;
    private const int MaxRowChars = 450_000;
    private const int MaxPagesChars = 1_500_000;

    public static IEnumerable<string> Pages(string text)
    {
        for (int start = 0; start < text.Length; start += MaxPageChars)
        {
            yield return text.Substring(start, Math.Min(MaxPageChars, text.Length - start));
        }
    }

    /// <exception cref="ArgumentException">The payload of a client's call is too large.</exception>
    public static void Check(string? payload, string parameterName)
    {
        if (payload?.Length > MaxPayloadChars)
        {
            throw new ArgumentException($"The payload has {payload.Length} characters; at most {MaxPayloadChars} are possible.", parameterName);
        }
    }

    /// <exception cref="InvalidOperationException">The turn's data are too large.</exception>
    public static void Check(InstanceCommit commit)
    {
        InstanceRecord record = commit.Record;
        long row = Length(record.Input) + Length(record.Output) + Length(record.CustomStatus) + record.Tail.Length;
        foreach (OutboxItem item in record.Outbox)
        {
            row += 300 + Length(item.Message?.Data) + Length(item.Child?.Data) + Length(item.Activity?.Data);
        }

        long pages = commit.NewPages.Sum(page => (long)page.Length);
        if (row > MaxRowChars || pages > MaxPagesChars)
        {
            throw new InvalidOperationException(
                $"A turn's data are too large: inputs, outputs and messages {row} of at most {MaxRowChars} characters, "
                + $"new history {pages} of at most {MaxPagesChars}.");
        }
    }

    private static long Length(string? text) => text?.Length ?? 0;
}
