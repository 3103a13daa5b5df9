using System.Buffers.Text;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// Takes the answer to a transaction apart. It looks for status lines and not for boundaries, as the emulator's errors
/// are not set between the boundaries that it announces.
/// </summary>
internal static class TransactionAnswer
{
    public static List<ActionResponse> Read(ReadOnlyMemory<byte> content)
    {
        var answers = new List<ActionResponse>();
        int at = 0;
        while (at < content.Length)
        {
            ReadOnlySpan<byte> line = NextLine(content.Span, ref at);
            if (line.StartsWith("HTTP/1."u8))
            {
                (int status, string reason) = Status(line);
                ReadOnlyMemory<byte> headers = Section(content, ref at, endsAtEmptyLine: true, out bool hasBody);
                ReadOnlyMemory<byte> body = hasBody ? Section(content, ref at, endsAtEmptyLine: false, out _) : default;
                answers.Add(new ActionResponse(status, reason, headers, body));
            }
        }

        return answers;
    }

    private static (int Status, string Reason) Status(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line[(line.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(rest, out int status, out int length)
            ? (status, System.Text.Encoding.ASCII.GetString(rest[length..]).Trim())
            : throw new FormatException("A part of the transaction's answer has no status.");
    }

    /// <summary>The lines up to a boundary or, of headers, up to an empty line. No JSON has a line that begins like a boundary.</summary>
    private static ReadOnlyMemory<byte> Section(ReadOnlyMemory<byte> content, ref int at, bool endsAtEmptyLine, out bool endedAtEmptyLine)
    {
        int start = at;
        int end = at;
        endedAtEmptyLine = false;
        while (at < content.Length)
        {
            end = at;
            ReadOnlySpan<byte> line = NextLine(content.Span, ref at);
            endedAtEmptyLine = endsAtEmptyLine && line.IsEmpty;
            if (endedAtEmptyLine || line.StartsWith("--"u8))
            {
                return content[start..end];
            }

            end = at;
        }

        return content[start..end];
    }

    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> content, ref int at)
    {
        ReadOnlySpan<byte> rest = content[at..];
        int feed = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = feed < 0 ? rest : rest[..feed];
        at += feed < 0 ? rest.Length : feed + 1;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
