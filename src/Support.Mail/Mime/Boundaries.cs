namespace Support.Mail.Mime;

/// <summary>A line that parts a multipart.</summary>
/// <param name="Line">Where it starts.</param>
/// <param name="Next">Where the next line starts.</param>
/// <param name="Depth">Whose it is, the outermost multipart being 0; -1 for the end of the mail, which ends all.</param>
/// <param name="Closes">Whether no part follows.</param>
internal readonly record struct Boundary(int Line, int Next, int Depth, bool Closes);

/// <summary>
/// Finds the lines that part the multiparts which are open at a place (RFC 2046, 5.1.1). All of them are looked for at once, so
/// that a multipart that is not closed ends where the one around it goes on, and no byte is looked at for each of them.
/// </summary>
internal sealed class Boundaries(ReadOnlyMemory<byte> data, MailLines lines)
{
    private readonly List<byte[]> _open = [];

    public int Depth => _open.Count;

    public void Open(byte[] boundary) => _open.Add(boundary);

    public void Close() => _open.RemoveAt(_open.Count - 1);

    /// <summary>Whether such a line starts at a place.</summary>
    public bool IsAt(int place) => Match(place) is not null;

    /// <summary>The next such line at or behind a place at which a line starts, or the end of the mail.</summary>
    public Boundary Next(int from)
    {
        ReadOnlySpan<byte> bytes = data.Span;
        int at = from;
        while (_open.Count > 0 && at < bytes.Length)
        {
            int found = bytes[at..].IndexOf("--"u8);
            if (found < 0)
            {
                break;
            }

            at += found;
            if ((at == from || lines.StartsAt(at)) && Match(at) is { } boundary)
            {
                return boundary;
            }

            int dashes = bytes[at..].IndexOfAnyExcept((byte)'-');
            at = dashes < 0 ? bytes.Length : at + dashes;
        }

        return new Boundary(bytes.Length, bytes.Length, -1, true);
    }

    private Boundary? Match(int place)
    {
        ReadOnlySpan<byte> rest = data.Span[place..];
        if (!rest.StartsWith("--"u8))
        {
            return null;
        }

        rest = rest[2..];
        for (int depth = _open.Count - 1; depth >= 0; depth--)
        {
            if (!rest.StartsWith(_open[depth]))
            {
                continue;
            }

            (int end, int next) = lines.At(place);
            ReadOnlySpan<byte> after = data.Span[(place + 2 + _open[depth].Length)..Math.Max(end, place + 2 + _open[depth].Length)];
            bool closes = after.StartsWith("--"u8);
            // A longer line is another boundary, or a text.
            if ((closes ? after[2..] : after).Trim(" \t"u8).IsEmpty)
            {
                return new Boundary(place, next, depth, closes);
            }
        }

        return null;
    }
}
