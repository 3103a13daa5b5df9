using System.Text;
using System.Text.RegularExpressions;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>A mail as a mail server got it.</summary>
internal sealed partial record ReceivedMail
{
    public required string Recipient { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Body { get; init; }

    /// <summary>The body as it is read: soft line breaks joined and escapes undone, as far as they are ASCII (RFC 2045, 6.7).</summary>
    public string Text => Escaped().Replace(Body.Replace("=\n", string.Empty, StringComparison.Ordinal), static escaped =>
        ((char)Convert.ToByte(escaped.Groups[1].Value, 16)).ToString());

    public string Subject => Headers["Subject"];

    public string MessageId => Headers["Message-ID"];

    public string TicketId => Headers["X-Support-Ticket"];

    public static ReceivedMail Read(string recipient, string text)
    {
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in Fold().Replace(text[..end], " ").Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = Decode(line[(colon + 1)..].Trim());
        }

        return new ReceivedMail { Recipient = recipient, Headers = headers, Body = text[(end + 2)..] };
    }

    public override string ToString() => $"{Recipient}: {Subject} {MessageId}";

    // RFC 2047: the blank between two encoded words is not part of the text.
    private static string Decode(string value) => EncodedWord().Replace(
        BetweenWords().Replace(value, "?==?"),
        static word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    [GeneratedRegex("=([2-7][0-9A-F])")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
