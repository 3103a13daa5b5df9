using System.Text;

namespace Support.Mail.Mime;

/// <summary>Puts the lines of flowed text together again (RFC 3676).</summary>
internal static class FlowedText
{
    /// <summary>The text in paragraphs, one a line; quoted ones begin with their quote signs and a space.</summary>
    /// <param name="text">The text, lines parted by <c>\n</c>.</param>
    /// <param name="deletesSpace">Whether the space that marks a flowed line is not part of the text.</param>
    public static string Read(string text, bool deletesSpace)
    {
        var read = new StringBuilder(text.Length);
        int flowingAt = -1;
        bool isFirst = true;
        foreach (Range range in text.AsSpan().Split('\n'))
        {
            ReadOnlySpan<char> line = text.AsSpan(range);
            int depth = line.IndexOfAnyExcept('>');
            depth = depth < 0 ? line.Length : depth;
            line = line[depth..];
            line = line.StartsWith(" ") ? line[1..] : line;
            bool isSignature = line is "-- ";
            if (flowingAt != depth || isSignature)
            {
                if (!isFirst)
                {
                    read.Append('\n');
                }

                read.Append('>', depth).Append(depth > 0 && !line.IsEmpty ? " " : string.Empty);
            }

            // The line before a signature, or of another depth, ends its paragraph whatever stands at its end.
            bool flows = line.EndsWith(" ") && !isSignature;
            read.Append(flows && deletesSpace ? line[..^1] : line);
            flowingAt = flows ? depth : -1;
            isFirst = false;
        }

        return read.ToString();
    }
}
