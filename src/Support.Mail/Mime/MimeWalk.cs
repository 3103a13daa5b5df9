using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>Walks through the parts of one mail, from the first byte to the last.</summary>
internal sealed class MimeWalk(MimeLimits limits)
{
    private readonly Remarks _remarks = new();
    private readonly PartContents _contents = new(limits);
    private int _parts;
    private int _depth;
    private bool _isUnwrapped;

    public MailParts Read(ReadOnlyMemory<byte> raw)
    {
        var text = new MimeText(raw, limits, _remarks);
        (MailHeaders fields, int body) = text.ReadHeader(0);
        _parts = 1;
        BodyText? read = Part(text, new PartHead(fields, "text/plain"), body, PartPlace.Root, out _);
        return _contents.ToParts(fields, read, _remarks);
    }

    /// <summary>Reads a part whose header is read; gives what is to be read of it, and the line that ends it.</summary>
    private BodyText? Part(MimeText text, PartHead head, int body, PartPlace place, out Boundary end)
    {
        byte[]? boundary = BoundaryOf(text, head, body);
        if (boundary is not null && _depth >= limits.DepthMax)
        {
            _remarks.Add($"Parts lie more than {limits.DepthMax} deep; what lies deeper is kept as a file.");
            end = text.Boundaries.Next(body);
            return _contents.Keep(head, text.Above(end, body), _remarks);
        }

        if (boundary is not null)
        {
            return Multipart(text, head, boundary, body, place, out end);
        }

        end = text.Boundaries.Next(body);
        return _contents.Take(head, text.Above(end, body), place, _remarks);
    }

    // HTML that has a boundary and starts with it is a multipart whose maker named the wrong type.
    private byte[]? BoundaryOf(MimeText text, PartHead head, int body)
    {
        if (head.IsMultipart)
        {
            return head.Boundary ?? [];
        }

        if (!head.Type.StartsWith("text/", StringComparison.Ordinal) || head.Boundary is not { } boundary || !text.StartsWithLine(body, boundary))
        {
            return null;
        }

        _remarks.Add("A part is no multipart by its type, but is made as one; it is read as one.");
        return boundary;
    }

    private BodyText? Multipart(MimeText text, PartHead head, byte[] boundary, int body, PartPlace place, out Boundary end)
    {
        Boundary next = default;
        bool isFound = boundary.Length > 0;
        if (isFound)
        {
            text.Boundaries.Open(boundary);
            next = text.Boundaries.Next(body);
            isFound = next.Depth == text.Boundaries.Depth - 1;
        }

        if (!isFound)
        {
            if (boundary.Length > 0)
            {
                text.Boundaries.Close();
            }

            return WithoutBoundary(text, head, body, place, out end);
        }

        return Inside(text, head, next, place, out end);
    }

    // Reads the parts behind an open boundary, and closes it.
    private BodyText? Inside(MimeText text, PartHead head, Boundary next, PartPlace place, out Boundary end)
    {
        int own = text.Boundaries.Depth - 1;
        var multipart = new MultipartTexts(head);
        _depth++;
        while (next.Depth == own && !next.Closes)
        {
            if (++_parts > limits.PartsMax)
            {
                _remarks.Add($"The mail has more than {limits.PartsMax} parts; the rest of them was left out.");
                next = text.Boundaries.End;
                break;
            }

            (MailHeaders fields, int inner) = text.ReadHeader(next.Next);
            var part = new PartHead(fields, multipart.UsualType);
            PartPlace within = multipart.PlaceOf(part, place);
            multipart.Add(part, Part(text, part, inner, within, out next));
        }

        _depth--;
        text.Boundaries.Close();
        if (next.Depth == own)
        {
            // What stands behind the closing line is for nobody.
            next = text.Boundaries.Next(next.Next);
        }
        else if (_parts <= limits.PartsMax)
        {
            _remarks.Add("A multipart is not closed; it ends where the mail, or the part around it, ends.");
        }

        end = next;
        return multipart.ToText(_remarks);
    }

    // The parts may still be found: by a line that starts as a boundary does and has a part's header below it, or under an encoding
    // that a multipart may not have.
    private BodyText? WithoutBoundary(MimeText text, PartHead head, int body, PartPlace place, out Boundary end)
    {
        end = text.Boundaries.Next(body);
        if (text.GuessBoundary(body, end.Line) is { } guessed)
        {
            _remarks.Add("The boundary of a multipart is not in it; the line that looks like one was taken.");
            text.Boundaries.Open(guessed);
            return Inside(text, head, text.Boundaries.Next(body), place, out end);
        }

        ReadOnlyMemory<byte> content = text.Above(end, body);
        if (head.Encoding is TransferEncoding.Base64 or TransferEncoding.QuotedPrintable && head.Boundary is { } boundary && !_isUnwrapped)
        {
            // Once only, so that no mail of a mail of a mail is held in memory many times.
            _isUnwrapped = true;
            var inner = new MimeText(TransferEncodings.Decode(content, head.Encoding, _remarks), limits, _remarks);
            _remarks.Add("A multipart is encoded as a whole; it was decoded first.");
            inner.Boundaries.Open(boundary);
            if (inner.Boundaries.Next(0) is { Depth: 0 } first)
            {
                return Inside(inner, head, first, place, out _);
            }
        }

        _remarks.Add("The boundary of a multipart is not in it; its whole content was read as text.");
        return _contents.Take(new PartHead(WithType(head.Fields), "text/plain"), content, place, _remarks);
    }

    private static MailHeaders WithType(MailHeaders fields) =>
        new([.. fields.Where(field => !field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))]);
}
