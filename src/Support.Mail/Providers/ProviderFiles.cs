using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>The files of a mail that a provider took apart.</summary>
internal static class ProviderFiles
{
    /// <summary>The most files of one mail.</summary>
    public const int Max = 1_000;

    /// <summary>A file under a name that it may have.</summary>
    public static MailAttachment File(string? name, string? contentType, ReadOnlyMemory<byte> content, string? contentId, int number)
    {
        string type = HeaderParameters.Read(contentType).Value is { Length: > 0 and <= 200 } said ? SafeText.OneLine(said) : "application/octet-stream";
        string? id = contentId?.Trim(' ', '\t', '<', '>') is { Length: > 0 and <= 500 } named ? SafeText.OneLine(named) : null;
        return new MailAttachment
        {
            Name = AttachmentName.Of(name, type, number),
            ContentType = type,
            Content = content,
            ContentId = id,
            Inline = id is not null,
        };
    }

    /// <summary>
    /// The parts with what a delivery report says (RFC 3464): a provider does not know the parts of a report from files.
    /// </summary>
    public static MailParts WithReport(MailParts parts)
    {
        MailAttachment? status = parts.Attachments.FirstOrDefault(static file => file.ContentType is "message/delivery-status" or "message/global-delivery-status");
        if (status is null)
        {
            return parts;
        }

        MailAttachment? returned = parts.Attachments.FirstOrDefault(
            static file => file.ContentType is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/global-headers");
        return parts with
        {
            DeliveryStatus = SafeText.Lines(CharsetText.Decode(status.Content.Span, "utf-8")),
            Returned = returned is null ? null : MimeReader.Read(returned.Content).Headers,
        };
    }
}
