using System.Text;

namespace Support.Local.Email;

/// <summary>The transfer encoding for text that is mostly ASCII (RFC 2045, section 6.7).</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Encodes text whose lines end in CRLF.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        string[] lines = text.Split("\r\n");
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                encoded.Append("\r\n");
            }

            EncodeLine(encoded, Encoding.UTF8.GetBytes(lines[i]));
        }

        return encoded.ToString();
    }

    private static void EncodeLine(StringBuilder encoded, byte[] line)
    {
        int column = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool isLast = i == line.Length - 1;
            bool literal = line[i] is (>= 33 and <= 126 and not (byte)'=') or ((byte)' ' or (byte)'\t') && !(isLast && line[i] <= ' ');
            int width = literal ? 1 : 3;

            // One column is kept for the soft break, unless the line ends here.
            if (column + width > (isLast ? LongestLine : LongestLine - 1))
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            if (literal)
            {
                encoded.Append((char)line[i]);
            }
            else
            {
                encoded.Append('=').Append(Convert.ToHexString(line, i, 1));
            }

            column += width;
        }
    }
}
