namespace Support.Mail.Mime;

/// <summary>
/// Where lines end: at CR LF or LF. A CR alone ends a line only in a mail that has no LF at all; elsewhere it would let one
/// program see a header field, or a part, where another sees none.
/// </summary>
internal sealed class MailLines(ReadOnlyMemory<byte> data)
{
    private readonly byte _break = data.Span.Contains((byte)'\n') ? (byte)'\n' : (byte)'\r';

    /// <summary>The line at a place: where its text ends, and where the next line starts.</summary>
    public (int End, int Next) At(int start)
    {
        ReadOnlySpan<byte> rest = data.Span[start..];
        int length = rest.IndexOf(_break);
        if (length < 0)
        {
            return (start + rest.TrimEnd((byte)'\r').Length, data.Length);
        }

        return (start + rest[..length].TrimEnd((byte)'\r').Length, start + length + 1);
    }

    /// <summary>Whether a line starts at a place.</summary>
    public bool StartsAt(int place) => place == 0 || data.Span[place - 1] == _break;

    /// <summary>The end of what stands above a line: without the line break, which belongs to the boundary that the line is.</summary>
    public int EndAbove(int line, int start)
    {
        int end = line;
        if (end > start && data.Span[end - 1] == _break)
        {
            end--;
            end -= end > start && _break == '\n' && data.Span[end - 1] == '\r' ? 1 : 0;
        }

        return end;
    }
}
