using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Bounces;

/// <summary>
/// Finds what a mail reports of another one that was sent: in the fields of a delivery report (RFC 3464), or, from mail servers
/// that write none, in their words.
/// </summary>
internal static class Reports
{
    public static Bounce? Of(MailParts parts, InboundMail mail, MailEnvelope envelope)
    {
        if (parts.DeliveryStatus is { } status && DeliveryStatus.Read(status) is { Count: > 0 } recipients)
        {
            return new Bounce { Recipients = recipients, OriginalMessageId = OriginalOf(parts, mail), Reason = "a delivery report (RFC 3464)" };
        }

        string type = parts.Headers.First("Content-Type") ?? string.Empty;
        bool report = type.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)
            && type.Contains("delivery-status", StringComparison.OrdinalIgnoreCase);
        if (WordsOfServers.Read(mail, envelope, report) is not { } told)
        {
            return report ? new Bounce { Recipients = [], OriginalMessageId = OriginalOf(parts, mail), Reason = "a delivery report without fields (RFC 6522)" } : null;
        }

        return told with { OriginalMessageId = OriginalOf(parts, mail) };
    }

    private static string? OriginalOf(MailParts parts, InboundMail mail) =>
        FirstOf(MessageIds.Read(parts.Returned?.First("Message-ID")))
        ?? FirstOf(MessageIds.Read(mail.Headers.First("X-Original-Message-ID")))
        ?? InText(mail.Text)
        ?? FirstOf(mail.References);

    private static string? FirstOf(IReadOnlyList<string> ids) => ids.Count > 0 ? ids[0] : null;

    // The headers of the returned mail stand in the text where no part holds them.
    private static string? InText(string text)
    {
        const string Field = "Message-ID:";
        int at = text.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        int from = at + Field.Length;
        string window = text[from..Math.Min(text.Length, from + 1000)].TrimStart();
        int end = window.IndexOf('>', StringComparison.Ordinal);
        return window.StartsWith('<') && end > 0 ? FirstOf(MessageIds.Read(window[..(end + 1)])) : null;
    }
}
