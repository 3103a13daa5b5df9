using System.Buffers;
using System.Net;

namespace Support.Mail.Mime;

/// <summary>The names by which HTML shows files of its mail (RFC 2392).</summary>
internal static class ContentIds
{
    private const int Max = 2_000;
    private const int LengthMax = 500;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\"'<>() \t\r\n;");

    /// <summary>The Content-IDs that HTML names, as it writes them and without its escapes.</summary>
    public static HashSet<string> ShownBy(string? html)
    {
        var shown = new HashSet<string>();
        ReadOnlySpan<char> rest = html;
        while (shown.Count < Max && rest.IndexOf("cid:", StringComparison.Ordinal) is >= 0 and var found)
        {
            rest = rest[(found + "cid:".Length)..];
            int end = rest[..Math.Min(rest.Length, LengthMax)].IndexOfAny(Ends);
            if (end > 0)
            {
                string id = rest[..end].ToString();
                shown.Add(id);
                shown.Add(WebUtility.UrlDecode(id.Replace("+", "%2B", StringComparison.Ordinal)));
            }
        }

        return shown;
    }
}
