using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>The bytes of a mail, and the boundaries that are open where it is read.</summary>
internal sealed class MimeText
{
    private const int GuessWithin = 64 * 1024;
    private const int BoundaryLengthMax = 200;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly MailLines _lines;
    private readonly MimeLimits _limits;
    private readonly Remarks _remarks;

    public MimeText(ReadOnlyMemory<byte> data, MimeLimits limits, Remarks remarks)
    {
        _data = data;
        _lines = new MailLines(data);
        _limits = limits;
        _remarks = remarks;
        Boundaries = new Boundaries(data, _lines);
    }

    public Boundaries Boundaries { get; }

    public (MailHeaders Fields, int Body) ReadHeader(int start) =>
        new HeaderReader(_data, _lines, _limits, _remarks).Read(start, Boundaries.IsAt);

    /// <summary>The body that starts at a place and that a line ends.</summary>
    public ReadOnlyMemory<byte> Above(Boundary end, int body) =>
        end.Depth < 0 ? _data[body..] : _data[body..Math.Max(body, _lines.EndAbove(end.Line, body))];

    /// <summary>Whether the first line that is not empty is a boundary.</summary>
    public bool StartsWithLine(int body, byte[] boundary)
    {
        int empty = _data.Span[body..].IndexOfAnyExcept("\r\n"u8);
        if (empty < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _data.Span[(body + empty)..];
        return rest.StartsWith("--"u8) && rest[2..].StartsWith(boundary);
    }

    /// <summary>The boundary that parts a text, by its looks: a line of two dashes and more, above a field of a part's header.</summary>
    public byte[]? GuessBoundary(int body, int end)
    {
        ReadOnlySpan<byte> bytes = _data.Span;
        for (int at = body; at < Math.Min(end, body + GuessWithin);)
        {
            (int lineEnd, int next) = _lines.At(at);
            ReadOnlySpan<byte> line = bytes[at..Math.Min(lineEnd, end)].TrimEnd(" \t"u8);
            if (line.StartsWith("--"u8) && line.Length is > 3 and <= BoundaryLengthMax && next < end && IsPartHeader(bytes[next..end]))
            {
                return line[2..].ToArray();
            }

            at = next;
        }

        return null;
    }

    private static bool IsPartHeader(ReadOnlySpan<byte> line) =>
        line.Length > 8 && System.Text.Ascii.EqualsIgnoreCase(line[..8], "content-"u8);
}
