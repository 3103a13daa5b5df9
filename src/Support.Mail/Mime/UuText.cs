namespace Support.Mail.Mime;

/// <summary>The encoding of uuencode, which is older than MIME and is still sent by scripts.</summary>
internal static class UuText
{
    /// <summary>The bytes between <c>begin</c> and <c>end</c>.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        int written = 0;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? text : text[..end]).TrimEnd("\r\n"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.SequenceEqual("end"u8))
            {
                break;
            }

            if (!line.IsEmpty && !line.StartsWith("begin "u8))
            {
                written += Line(line, bytes.AsSpan(written));
            }
        }

        Array.Resize(ref bytes, written);
        return bytes;
    }

    // The first letter is the number of bytes; a line that was stripped of its spaces at the end is filled up again.
    private static int Line(ReadOnlySpan<byte> line, Span<byte> bytes)
    {
        int count = Math.Min((line[0] - ' ') & 0x3F, line.Length * 3 / 4);
        for (int i = 0; i < count; i++)
        {
            int group = 1 + (i / 3 * 4) + (i % 3);
            int shift = 2 * ((i % 3) + 1);
            bytes[i] = (byte)((Sextet(line, group) << shift | Sextet(line, group + 1) >> (6 - shift)) & 0xFF);
        }

        return count;
    }

    private static int Sextet(ReadOnlySpan<byte> line, int index) => index < line.Length ? (line[index] - ' ') & 0x3F : 0;
}
