using System.Text;
using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>Reads the header of a mail or of a part (RFC 5322, 2.2), and finds where its body starts.</summary>
internal sealed class HeaderReader(ReadOnlyMemory<byte> data, MailLines lines, MimeLimits limits, Remarks remarks)
{
    private const int NameLengthMax = 200;

    // How many lines that are no header may stand in a header before it is taken for the body.
    private const int StrayLinesMax = 20;
    private const int LookAhead = 8 * 1024;

    private static readonly string[] KnownFields =
    [
        "bcc", "cc", "content-disposition", "content-id", "content-transfer-encoding", "content-type", "date", "delivered-to", "from",
        "in-reply-to", "message-id", "mime-version", "received", "references", "reply-to", "return-path", "sender", "subject", "to",
    ];

    private readonly HeaderFields _fields = new();
    private int _fieldStart = -1;
    private int _fieldEnd;
    private bool _isFull;

    /// <summary>Reads the header that starts at a place.</summary>
    /// <param name="start">The place.</param>
    /// <param name="isEnd">Whether the header ends at a place of itself: at a boundary.</param>
    /// <returns>The fields, and the place of the body.</returns>
    public (MailHeaders Fields, int Body) Read(int start, Func<int, bool> isEnd)
    {
        ReadOnlySpan<byte> bytes = data.Span;
        int at = start;
        int strays = 0;
        while (at < bytes.Length && !isEnd(at))
        {
            (int end, int next) = lines.At(at);
            ReadOnlySpan<byte> line = bytes[at..end];
            if (line.IsEmpty || (line.Trim(" \t"u8).IsEmpty && !IsFold(next)))
            {
                at = next;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t' && _fieldStart >= 0)
            {
                _fieldEnd = end;
            }
            else if (NameLength(line) > 0)
            {
                End(start);
                (_fieldStart, _fieldEnd) = (at, end);
            }
            else if (!IsMailboxMark(line, at == start))
            {
                if (++strays > StrayLinesMax || !GoesOn(next))
                {
                    remarks.Add("A header is not closed by an empty line; the body starts at the first line that is no header field.");
                    break;
                }

                remarks.Add("A line within a header is no header field; it was added to the field above.");
                _fieldEnd = _fieldStart >= 0 ? end : _fieldEnd;
            }

            at = next;
        }

        End(start);
        return (_fields.ToHeaders(), at);
    }

    private static bool IsMailboxMark(ReadOnlySpan<byte> line, bool isFirst) =>
        isFirst && (line.StartsWith("From "u8) || line.StartsWith(">From "u8));

    // The length of the field's name; none when the line is no field.
    private static int NameLength(ReadOnlySpan<byte> line)
    {
        int colon = line[..Math.Min(line.Length, NameLengthMax)].IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon < 0 ? [] : line[..colon].TrimEnd(" \t"u8);
        return name.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0 ? name.Length : 0;
    }

    // A line of white space alone folds a field (RFC 5322, 4.2), but some close the header by one.
    private bool IsFold(int next) =>
        IsField(next) || GoesOn(next) || (_fieldStart >= 0 && data.Span[_fieldStart.._fieldEnd].TrimEnd(" \t\r\n"u8).EndsWith(";"u8));

    private bool IsField(int at) => at < data.Length && lines.At(at) is var (end, _) && NameLength(data.Span[at..end]) > 0;

    // Whether a line that is no field is a stray one: whether known fields follow before the header ends.
    private bool GoesOn(int at)
    {
        bool knows = false;
        for (int from = at; at < data.Length && at - from < LookAhead;)
        {
            (int end, int next) = lines.At(at);
            ReadOnlySpan<byte> line = data.Span[at..end];
            if (line.IsEmpty)
            {
                return knows;
            }

            int name = NameLength(line);
            knows |= name > 0 && IsKnown(line[..name]);
            at = next;
        }

        return false;
    }

    private static bool IsKnown(ReadOnlySpan<byte> name)
    {
        foreach (string known in KnownFields)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return true;
            }
        }

        return false;
    }

    private void End(int start)
    {
        if (_fieldStart < 0)
        {
            return;
        }

        if (_fields.Count >= limits.FieldsMax || _fieldStart - start > limits.HeaderBytesMax)
        {
            if (!_isFull)
            {
                _isFull = true;
                remarks.Add($"A header has more than {limits.FieldsMax} fields or {limits.HeaderBytesMax} bytes; the rest of them was left out.");
            }

            return;
        }

        ReadOnlySpan<byte> field = data.Span[_fieldStart.._fieldEnd];
        if (field.Length > limits.FieldBytesMax)
        {
            remarks.Add($"A header field is longer than {limits.FieldBytesMax} bytes; the rest of it was left out.");
            field = field[..limits.FieldBytesMax];
        }

        int name = NameLength(field);
        int colon = field.IndexOf((byte)':');
        _fields.Add(field[..name], field[(colon + 1)..]);
        _fieldStart = -1;
    }
}
