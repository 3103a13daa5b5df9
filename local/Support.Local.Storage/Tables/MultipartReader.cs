using System.Text;

namespace Support.Local.Storage.Tables;

/// <summary>A part of a multipart body, or a message within one: its first line if it has one, its headers and what follows them.</summary>
internal readonly record struct MessagePart(ReadOnlyMemory<byte> FirstLine, ReadOnlyMemory<byte> Headers, ReadOnlyMemory<byte> Body)
{
    /// <param name="content">The part.</param>
    /// <param name="hasFirstLine">Whether a line stands before the headers, as in an HTTP message.</param>
    public static MessagePart Parse(ReadOnlyMemory<byte> content, bool hasFirstLine)
    {
        int at = 0;
        int firstLine = hasFirstLine ? MultipartReader.NextLine(content.Span, ref at).Length : 0;
        int start = at;
        int end = at;
        while (at < content.Length && !MultipartReader.NextLine(content.Span, ref at).IsEmpty)
        {
            end = at;
        }

        return new(content[..firstLine], content[start..end], content[at..]);
    }

    /// <summary>The value of a header, by its name in any case.</summary>
    public string? Header(ReadOnlySpan<byte> name)
    {
        int at = 0;
        while (at < Headers.Length)
        {
            ReadOnlySpan<byte> line = MultipartReader.NextLine(Headers.Span, ref at);
            int colon = line.IndexOf((byte)':');
            if (colon > 0 && Ascii.EqualsIgnoreCase(line[..colon].Trim((byte)' '), name))
            {
                return Encoding.UTF8.GetString(line[(colon + 1)..].Trim((byte)' '));
            }
        }

        return null;
    }

    /// <summary>The boundary that a content type names.</summary>
    public static string? BoundaryOf(string? contentType)
    {
        const string Name = "boundary=";
        int start = contentType?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) ?? -1;
        return start < 0 ? null : contentType![(start + Name.Length)..].Split(';')[0].Trim().Trim('"');
    }
}

/// <summary>Takes multipart bodies apart, with either line ending.</summary>
internal static class MultipartReader
{
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content, string boundary)
    {
        byte[] delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        var parts = new List<ReadOnlyMemory<byte>>();
        int start = -1;
        int at = 0;
        while (at < content.Length)
        {
            int lineStart = at;
            ReadOnlySpan<byte> line = NextLine(content.Span, ref at);
            if (!line.StartsWith(delimiter))
            {
                continue;
            }

            if (start >= 0)
            {
                parts.Add(WithoutLineEnd(content[start..lineStart]));
            }

            if (line.Length > delimiter.Length && line[delimiter.Length..].StartsWith("--"u8))
            {
                break;
            }

            start = at;
        }

        return parts;
    }

    public static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> content, ref int at)
    {
        ReadOnlySpan<byte> rest = content[at..];
        int feed = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = feed < 0 ? rest : rest[..feed];
        at += feed < 0 ? rest.Length : feed + 1;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    /// <summary>The line end before a boundary belongs to the boundary.</summary>
    private static ReadOnlyMemory<byte> WithoutLineEnd(ReadOnlyMemory<byte> part) =>
        part.Span.EndsWith("\r\n"u8) ? part[..^2] : part.Span.EndsWith("\n"u8) ? part[..^1] : part;
}
