using System.Text;

namespace Support.Local.Email;

/// <summary>A part of a mail: its headers, each a whole line or folded lines, and its body, encoded for transfer.</summary>
internal sealed record MimePart(IReadOnlyList<string> Headers, string Body)
{
    private const int Base64LineBytes = 57;
    private const int LongestLine = 998;

    public static MimePart OfText(string subtype, string text)
    {
        string normalized = text.ReplaceLineEndings("\r\n");
        string type = $"Content-Type: text/{subtype}; charset=utf-8";
        return IsSevenBit(normalized)
            ? new MimePart([type, "Content-Transfer-Encoding: 7bit"], normalized)
            : new MimePart([type, "Content-Transfer-Encoding: quoted-printable"], QuotedPrintable.Encode(normalized));
    }

    public static MimePart OfBytes(IEnumerable<string> headers, ReadOnlySpan<byte> content)
    {
        var body = new StringBuilder(content.Length * 4 / 3);
        for (int start = 0; start < content.Length; start += Base64LineBytes)
        {
            body.Append(Convert.ToBase64String(content[start..Math.Min(start + Base64LineBytes, content.Length)])).Append("\r\n");
        }

        return new MimePart([.. headers, "Content-Transfer-Encoding: base64"], body.ToString());
    }

    public static MimePart Multipart(string subtype, string boundary, IReadOnlyCollection<MimePart> parts)
    {
        if (parts.Count == 1)
        {
            return parts.First();
        }

        var body = new StringBuilder();
        foreach (MimePart part in parts)
        {
            body.Append("--").Append(boundary).Append("\r\n");
            part.WriteTo(body);
            body.Append("\r\n");
        }

        body.Append("--").Append(boundary).Append("--\r\n");
        return new MimePart([$"Content-Type: multipart/{subtype};\r\n boundary=\"{boundary}\""], body.ToString());
    }

    public void WriteTo(StringBuilder mail)
    {
        foreach (string header in Headers)
        {
            mail.Append(header).Append("\r\n");
        }

        mail.Append("\r\n").Append(Body);
    }

    private static bool IsSevenBit(string text) =>
        Ascii.IsValid(text)
        && !text.Any(character => char.IsControl(character) && character is not ('\r' or '\n' or '\t'))
        && text.Split("\r\n").All(line => line.Length <= LongestLine);
}
