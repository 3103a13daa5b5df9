using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578) without copying what the fields hold.</summary>
internal static class MultipartForm
{
    private const int HeaderBytesMax = 16 * 1024;

    public static FormPayload? Read(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> boundary, out string? mistake)
    {
        byte[] first = [.. "--"u8, .. boundary];
        byte[] next = [.. "\r\n"u8, .. first];
        if (!TryStart(body.Span, first, next, out int at))
        {
            mistake = "The form's boundary does not stand in the body.";
            return null;
        }

        var fields = new List<FormField>();
        while (!body.Span[at..].StartsWith("--"u8))
        {
            int length = NextBoundary(body.Span[at..], next);
            if (length < 0)
            {
                mistake = "The form ends before its last boundary.";
                return null;
            }

            // Behind the boundary there may be spaces before the line ends; the header follows.
            int line = body.Span.Slice(at, length).IndexOf("\r\n"u8);
            if (line < 0 || Field(body.Slice(at + line + 2, length - line - 2), fields.Count + 1, out mistake) is not { } field)
            {
                mistake = $"Field {fields.Count + 1} of the form has no header that names it.";
                return null;
            }

            if (fields.Count == FormPayload.FieldsMax)
            {
                mistake = $"The form has more than {FormPayload.FieldsMax} fields.";
                return null;
            }

            fields.Add(field);
            at += length + next.Length;
        }

        mistake = null;
        return new FormPayload(fields);
    }

    // A boundary may be the beginning of another text: it is one only where nothing but spaces follows, or "--" for the last.
    private static int NextBoundary(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> next)
    {
        for (int from = 0; ;)
        {
            int found = rest[from..].IndexOf(next);
            if (found < 0)
            {
                return -1;
            }

            ReadOnlySpan<byte> behind = rest[(from + found + next.Length)..];
            if (behind.StartsWith("--"u8) || behind.TrimStart(" \t"u8).StartsWith("\r\n"u8))
            {
                return from + found;
            }

            from += found + next.Length;
        }
    }

    private static bool TryStart(ReadOnlySpan<byte> body, ReadOnlySpan<byte> first, ReadOnlySpan<byte> next, out int at)
    {
        if (body.StartsWith(first))
        {
            at = first.Length;
            return true;
        }

        int preamble = body.IndexOf(next);
        at = preamble + next.Length;
        return preamble >= 0;
    }

    private static FormField? Field(ReadOnlyMemory<byte> part, int number, out string? mistake)
    {
        mistake = null;
        int header = part.Span.StartsWith("\r\n"u8) ? 0 : part.Span.IndexOf("\r\n\r\n"u8);
        if (header is <= 0 or > HeaderBytesMax)
        {
            return null;
        }

        MailHeaders headers = MimeReader.Read(part[..(header + 4)]).Headers;
        var disposition = HeaderParameters.Read(headers.First("Content-Disposition"));
        if (disposition["name"] is not { Length: > 0 and <= FormPayload.NameLengthMax } name)
        {
            return null;
        }

        var type = HeaderParameters.Read(headers.First("Content-Type"));
        return new FormField(name, part[(header + 4)..])
        {
            FileName = disposition["filename"],
            ContentType = type.Value.Length > 0 ? type.Value : null,
            Charset = type["charset"],
        };
    }
}
